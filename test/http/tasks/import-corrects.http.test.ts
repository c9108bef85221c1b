import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, TASK_FORCE } from '../stage/supervised-county.ts';

const county = countyOfSuite();

interface Row {
  readonly status: string;
  readonly message: { readonly zh: string; readonly en: string };
  readonly warnings: readonly object[];
}

/** The answers to the rows of a ledger that is imported now. */
async function imported(...rows: readonly string[]): Promise<readonly Row[]> {
  const body = ['编号,任务名称,工作目标,配合单位,完成时限', ...rows].join('\n');
  const headers = { 'Content-Type': 'text/csv' };
  const answer = await county.open.as(TASK_FORCE).post('/api/v1/tasks/import', body, headers);
  await county.desk.settle();
  return (answer.body as { readonly rows: readonly Row[] }).rows;
}

async function shownOf(id: string) {
  const { body } = await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`);
  return body as { readonly number: string; readonly dueAt: string; readonly owner: object };
}

describe('a ledger that is imported while its tasks are worked on', () => {
  it('moves the due date with the limit; number and person stay, and the proof holds', async () => {
    const id = await county.worked('在办之件');
    const { number, owner } = await shownOf(id);
    const row = `${number},在办之件,,,2027-03-02`;
    expect(await imported(row)).toMatchObject([{ status: 'corrected', taskId: id, number }]);
    expect(await shownOf(id)).toMatchObject({ number, owner, dueAt: shanghai('2027-03-02 17:30') });
    expect(await imported(row)).toMatchObject([{ status: 'same' }]);
    expect(await county.refuted()).toEqual([]);
  });

  it('leaves the limit of a task that is claimed done, says what to do, and corrects the others', async () => {
    const claimed = await county.submitted('已申请办结之件');
    await county.send(COMMISSIONER, claimed, 'receive');
    await county.send(COMMISSIONER, claimed, 'claimDone', { evidence: [{ criterion: '1', text: '见附件' }] });
    const other = await county.worked('另一在办之件');
    const before = await shownOf(claimed);
    const [row, next] = await imported(
      `${before.number},已申请办结之件,,,2027-03-02`,
      `${(await shownOf(other)).number},另一在办之件,补齐目标,,15个工作日`,
    );
    expect(row?.status).toBe('changed');
    expect(row?.message.zh).toMatch(/任务未改：.*已申请办结.*请先退办/);
    expect(row?.message.en).toMatch(/was not changed: .*claimed done.*send it back first/);
    expect(next?.status).toBe('corrected');
    expect(await shownOf(claimed)).toMatchObject({ dueAt: before.dueAt });
  });

  it('tells what the door has to say of a value that it takes', async () => {
    const id = await county.worked('配合之件');
    const [row] = await imported(`${(await shownOf(id)).number},配合之件,,没有此单位,15个工作日`);
    expect(row).toMatchObject({
      status: 'corrected',
      warnings: [{ column: '配合单位', value: '没有此单位' }],
    });
  });
});

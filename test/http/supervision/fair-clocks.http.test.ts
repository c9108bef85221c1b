import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import {
  COMMISSIONER,
  codes,
  countyOfSuite,
  LEADER,
  SECTION,
  SUPERVISOR,
  TASK_FORCE,
} from '../stage/supervised-county.ts';

const county = countyOfSuite();

interface Item {
  readonly id: string;
  readonly light: string;
  readonly act: {
    readonly code: string;
    readonly by: string | null;
    readonly words: { readonly zh: string };
  };
  readonly actions: readonly { readonly type: string }[];
  readonly receiptDueAt: string | null;
  readonly urges: { readonly count: number; readonly answered: boolean; readonly answerBy: string | null };
  readonly sections: { readonly open: number; readonly total: number };
  readonly reason: { readonly zh: string };
  readonly daysLate: number;
}

async function itemAt(seat: string, id: string): Promise<Item | undefined> {
  const { body } = await county.open.as(seat).get('/api/v1/inbox?limit=100');
  return (body as { items: readonly Item[] }).items.find((item) => item.id === id);
}

async function overdueOf(id: string): Promise<Item | undefined> {
  const { body } = await county.open.as(SUPERVISOR).get('/api/v1/overdue?limit=100');
  return (body as { items: readonly Item[] }).items.find((item) => item.id === id);
}

/** A task of fifteen working days whose work is done: it only wants to be claimed. */
async function finished(title: string): Promise<string> {
  const id = await county.submitted(title);
  await county.send(COMMISSIONER, id, 'receive');
  return id;
}

const claim = { evidence: [{ criterion: '1', text: '见附件' }] };

describe('a claim in time', () => {
  it('stays on time while it is reviewed, and a late review is the task force’s', async () => {
    const id = await finished('审核在途');
    await county.desk.until(shanghai('2026-12-18 10:00'));
    expect(await county.send(COMMISSIONER, id, 'claimDone', claim)).toMatchObject({ status: 200 });

    // The due date passes, and nobody is told of it.
    await county.desk.until(shanghai('2026-12-22 10:00'));
    expect(codes((await county.ladderOf(id)).climbed)).not.toContain('overdue');
    expect((await itemAt(COMMISSIONER, id))?.light).not.toBe('red');
    expect(await overdueOf(id)).toBeUndefined();
    const review = await itemAt(TASK_FORCE, id);
    expect(review?.act).toMatchObject({ code: 'review', by: shanghai('2026-12-23 17:30') });

    // The review has a limit of its own: past it the task force is told, and late.
    await county.desk.until(shanghai('2026-12-24 10:00'));
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual(['黄色督办单（专班决定超时）']);
    expect(await overdueOf(id)).toMatchObject({
      daysLate: expect.any(Number),
      cause: { party: 'taskForce' },
    });

    expect(await county.send(TASK_FORCE, id, 'pass')).toMatchObject({ status: 200 });
    expect(await overdueOf(id)).toBeUndefined();
    expect(await county.refuted()).toEqual([]);
  });

  it('that is reviewed late counts against the task force, then as at any later look at that moment', async () => {
    const id = await finished('迟到的审核');
    await county.send(COMMISSIONER, id, 'claimDone', claim);
    const late = shanghai('2026-12-07 10:00');
    await county.desk.until(late);
    const counted = async (by: string, asOf = '') => {
      const { body } = await county.open
        .as(SUPERVISOR)
        .get(
          `/api/v1/overdue?groupBy=${by}&limit=100${asOf === '' ? '' : `&asOf=${encodeURIComponent(asOf)}`}`,
        );
      return (body as { groups: readonly { key: string; count: number }[] }).groups.map(({ key, count }) => [
        key,
        count,
      ]);
    };
    const now = [await counted('unit'), await counted('seat')];
    expect(now[0]).toContainEqual(['330523-TF', expect.any(Number)]);
    await county.desk.until(shanghai('2026-12-07 10:01'));
    await county.send(TASK_FORCE, id, 'pass');
    expect([await counted('unit', late), await counted('seat', late)]).toEqual(now);
  });

  it('sent back too late is credited with what the review took too long', async () => {
    const id = await finished('审核超时');
    await county.desk.until(shanghai('2026-12-18 10:00'));
    await county.send(COMMISSIONER, id, 'claimDone', claim);
    // Two working days after the limit of the review, which ended on the 23rd.
    await county.desk.until(shanghai('2026-12-25 17:30'));
    await county.send(TASK_FORCE, id, 'sendBack', { items: [{ reason: '缺数据' }] });
    await county.desk.settle();
    const task = (await county.open.as(COMMISSIONER).get(`/api/v1/tasks/${id}`)).body as { dueAt: string };
    expect(task.dueAt).toBe(shanghai('2026-12-23 17:30'));
    expect(await county.refuted()).toEqual([]);
  });
});

describe('a receipt that is late', () => {
  it('is told to the B role, the leader and the task force, and taken back with the receipt', async () => {
    const id = await county.submitted('无人签收');
    expect((await itemAt(COMMISSIONER, id))?.act.words.zh).toBe('待签收，明天 17:30 前，还有 1 个工作日');
    await county.desk.until(shanghai('2026-12-02 10:00'));
    for (const seat of ['330523-O1/B', LEADER, TASK_FORCE]) {
      expect(await county.titlesAt(seat, id)).toEqual(['黄色督办单（逾期未签收）']);
    }
    expect((await itemAt(COMMISSIONER, id))?.act.words.zh).toBe('待签收，已超期 1 小时');
    await county.send(COMMISSIONER, id, 'receive');
    await county.desk.settle();
    for (const seat of ['330523-O1/B', LEADER, TASK_FORCE])
      expect(await county.titlesAt(seat, id)).toEqual([]);
    expect(await county.refuted()).toEqual([]);
  });
});

describe('an inbox', () => {
  it('shows what may be done, urges, and how far the sections are', async () => {
    const id = await county.worked('智慧课堂');
    await county.send(SUPERVISOR, id, 'urge', { text: '请加快' });
    await county.desk.settle();
    const item = await itemAt(COMMISSIONER, id);
    expect(item).toMatchObject({
      act: { code: 'answerUrge' },
      urges: { count: 1, answered: false, answerBy: item?.act.by },
      sections: { open: 1, finished: 0, total: 1 },
      receiptDueAt: shanghai('2026-12-01 17:30'),
    });
    expect(item?.actions.map(({ type }) => type)).toEqual(expect.arrayContaining(['report', 'subDispatch']));
    expect((await itemAt(LEADER, id))?.actions ?? []).toEqual([]);
  });

  it('has a signature before a due date that comes later, and a notice by when it is to be acknowledged', async () => {
    const id = await county.worked('延期签批');
    const far = { reason: '接口未开放', progress: '八成', until: '2026-12-25' };
    expect(await county.send(COMMISSIONER, id, 'requestExtension', far)).toMatchObject({ status: 200 });
    await county.desk.settle();
    expect((await itemAt(LEADER, id))?.act).toMatchObject({
      code: 'endorseExtension',
      by: shanghai('2026-12-02 17:30'),
      words: { zh: '待您签批延期申请，2026-12-02 17:30 前，还有 2 个工作日' },
    });
    await county.desk.until(shanghai('2026-12-16 09:00'));
    const [notice] = await county.noticesAt(SECTION, id);
    expect((await itemAt(SECTION, notice?.id ?? ''))?.act).toMatchObject({ code: 'acknowledge' });
  });
});

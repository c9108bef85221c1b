import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, LEADER, TASK_FORCE } from '../stage/supervised-county.ts';

const county = countyOfSuite();

async function parked(title: string): Promise<string> {
  const id = await county.worked(title);
  await county.send(COMMISSIONER, id, 'requestParking', {
    kind: 'upwardWait',
    reason: '待省厅批复',
    conditions: [{ id: '1', text: '省厅批复下达' }],
    reviewOn: '2026-12-14',
  });
  await county.send(LEADER, id, 'endorse');
  await county.send(TASK_FORCE, id, 'grant');
  return id;
}

const reason = '省厅批复延后';
const prolong = (id: string, reviewOn: string) =>
  county.send(TASK_FORCE, id, 'prolong', { reviewOn, reason });

interface Shown {
  readonly state: { readonly path: string };
  readonly act: { readonly by: string; readonly title?: object } | null;
  readonly context: { readonly parked: { readonly reviewAt: string } };
  readonly actions: readonly {
    readonly type: string;
    readonly allowed: boolean;
    readonly reason?: string;
  }[];
}

async function shown(id: string, seat = TASK_FORCE): Promise<Shown> {
  return (await county.open.as(seat).get(`/api/v1/tasks/${id}`)).body;
}

async function actionOf(id: string, type: string) {
  return (await shown(id)).actions.find((one) => one.type === type);
}

async function waitsAt(seat: string, id: string): Promise<string | undefined> {
  const { body } = await county.open.as(seat).get('/api/v1/inbox?limit=100');
  const { items } = body as {
    readonly items: readonly {
      readonly id: string;
      readonly act: { readonly words: { readonly zh: string } };
    }[];
  };
  return items.find((item) => item.id === id)?.act.words.zh;
}

describe('a parked task at its review', () => {
  it('is parked on with a reason and a date, off the desk until then, and told; so often as is set', async () => {
    const id = await parked('续挂之件');
    expect(await actionOf(id, 'prolong')).toMatchObject({
      allowed: false,
      reason: { zh: expect.stringContaining('未到') },
    });
    await county.desk.until(shanghai('2026-12-14 10:00'));
    expect(await waitsAt(TASK_FORCE, id)).toContain('复核');
    expect(await actionOf(id, 'prolong')).toMatchObject({ allowed: true });

    expect((await prolong(id, '2027-01-11')).status).toBe(200);
    expect((await shown(id)).context.parked.reviewAt).toBe(shanghai('2027-01-11 08:30'));
    expect(await waitsAt(TASK_FORCE, id)).toBeUndefined();
    expect(await waitsAt(COMMISSIONER, id)).toContain('挂账中');
    const { body } = await county.open.as(COMMISSIONER).get(`/api/v1/tasks/${id}/timeline`);
    const { items } = body as {
      readonly items: readonly { readonly type: string; readonly told?: { readonly zh: string } }[];
    };
    expect(items.find(({ type }) => type === 'prolong')?.told?.zh).toBe(
      '续挂至 2027-01-11 复核。理由：“省厅批复延后”',
    );

    await county.desk.until(shanghai('2027-01-11 10:00'));
    expect(await waitsAt(TASK_FORCE, id)).toContain('复核');
    expect((await prolong(id, '2027-02-01')).status).toBe(200);
    await county.desk.until(shanghai('2027-02-01 10:00'));
    expect(await actionOf(id, 'prolong')).toMatchObject({
      allowed: false,
      reason: { zh: expect.stringMatching(/已续挂 2 次，最多可续 2 次/) },
    });
    const third = await prolong(id, '2027-03-01');
    expect([third.status, third.body]).toMatchObject([
      409,
      { code: 'guard-failed', detail: expect.stringContaining('请恢复办理或中止') },
    ]);
    await county.send(TASK_FORCE, id, 'resume', { condition: 'review' });
    expect((await shown(id)).state.path).toBe('open.working.handling');
    expect(await county.refuted()).toEqual([]);
  });

  it('is parked on no further than is set, and by a day that there is', async () => {
    const id = await parked('续挂过远之件');
    await county.desk.until(shanghai('2026-12-14 10:00'));
    for (const [reviewOn, told] of [
      ['2027-12-01', '最远为 60 个工作日之后'],
      ['2026-12-14', '须在今天之后'],
      ['2026-12-01', '已经过去'],
    ] as const) {
      const answer = await prolong(id, reviewOn);
      expect([[409, 422].includes(answer.status), answer.text]).toEqual([
        true,
        expect.stringContaining(told),
      ]);
    }
    expect((await shown(id)).context.parked.reviewAt).toBe(shanghai('2026-12-14 08:30'));
  });
});

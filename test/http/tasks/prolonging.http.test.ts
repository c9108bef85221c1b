import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, LEADER, SUPERVISOR, TASK_FORCE } from '../stage/supervised-county.ts';

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

describe('a review on a day off', () => {
  it('is said to be put off to when offices open, as it is', async () => {
    const id = await county.worked('周六复核');
    const answer = await county.send(COMMISSIONER, id, 'requestParking', {
      kind: 'upwardWait',
      reason: '待省厅批复',
      conditions: [{ id: '1', text: '省厅批复下达' }],
      reviewOn: '2026-12-12',
    });
    expect(answer.body).toMatchObject({
      warnings: [{ code: 'day-off', message: '2026-12-12 不上班，顺延到 2026-12-14 08:30' }],
    });
    await county.send(LEADER, id, 'endorse');
    await county.send(TASK_FORCE, id, 'grant');
    expect((await shown(id)).context.parked.reviewAt).toBe(shanghai('2026-12-14 08:30'));
  });
});

describe('a parked task that nobody reviews', () => {
  it('is late with the task force: in its lists, on the ladder up to its leader, and settled by the review', async () => {
    const id = await parked('无人复核');
    await county.desk.until(shanghai('2026-12-14 10:00'));
    // The task force has as long as for a review; the unit waits and is not late.
    expect(await waitsAt(TASK_FORCE, id)).toBe(
      '挂账复核日期已到，待您复核，2026-12-17 17:30 前，还有 3 个工作日',
    );
    expect(await waitsAt(COMMISSIONER, id)).toBe('挂账复核日期已到，等待专班复核');
    expect(await lateFor(id)).toBeUndefined();

    await county.desk.until(shanghai('2026-12-18 10:00'));
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual(['黄色督办单（专班决定超时）']);
    expect(await waitsAt(TASK_FORCE, id)).toContain('已超期');
    expect(await lateFor(id)).toMatchObject({ reason: { zh: '挂账复核日期已到，专班尚未复核' } });
    expect(await countedLate('330523-TF')).toBeGreaterThan(0);

    await county.desk.until(shanghai('2026-12-23 10:00'));
    expect(await county.titlesAt('330523-TF/L', id)).toContain('红色督办单（专班久拖不决）');

    expect((await prolong(id, '2027-01-11')).status).toBe(200);
    expect([await county.titlesAt(TASK_FORCE, id), await county.titlesAt('330523-TF/L', id)]).toEqual([
      [],
      [],
    ]);
    expect(await lateFor(id)).toBeUndefined();

    // At the next review the limit runs anew; resuming settles it, and the unit goes on with what it had left.
    await county.desk.until(shanghai('2027-01-18 10:00'));
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual(['黄色督办单（专班决定超时）']);
    expect((await county.send(TASK_FORCE, id, 'resume', { condition: 'review' })).status).toBe(200);
    expect(await county.titlesAt(TASK_FORCE, id)).toEqual([]);
    expect(await lateFor(id)).toBeUndefined();
    expect(await waitsAt(COMMISSIONER, id)).toContain('待办结');
    expect(await county.refuted()).toEqual([]);
  });
});

interface Late {
  readonly id: string;
  readonly reason: { readonly zh: string };
}

async function lateFor(id: string): Promise<Late | undefined> {
  const { body } = await county.open.as(SUPERVISOR).get('/api/v1/overdue?limit=100');
  return (body as { readonly items: readonly Late[] }).items.find((item) => item.id === id);
}

async function countedLate(unit: string): Promise<number> {
  const { body } = await county.open.as(SUPERVISOR).get('/api/v1/overdue?groupBy=unit');
  const { groups } = body as { readonly groups: readonly { readonly key: string; readonly count: number }[] };
  return groups.find(({ key }) => key === unit)?.count ?? 0;
}

import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../src/platform/wording/problem.ts';
import type { ReformTaskContext } from '../../../workflows/reform-task/context.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { assessed, extension, matter, parking } from '../moves/reform-task-moves.ts';
import { routedTo, UNIT } from '../moves/routing-moves.ts';
import { opened, played, type Stage, stateOf } from '../stage.ts';

const SECTION = { sections: [{ section: `${UNIT}-S1`, text: '梳理清单' }] };

function dispatched(): Stage {
  return played(opened(reformTask, matter), 'routed', routedTo(UNIT), 'engine');
}

function working(): Stage {
  return played(dispatched(), 'receive', {}, 'accountable');
}

function contextOf({ snapshot }: Stage): ReformTaskContext {
  return snapshot.context as ReformTaskContext;
}

function corrected(stage: Stage, data: object): Stage {
  return played(stage, 'correct', { reason: '登记有误', ...data }, 'taskForce');
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return `${error.code}: ${error.detail.zh}`;
    throw error;
  }
  throw new Error('Expected a refusal.');
}

function asksOf({ effects }: Stage, name: string) {
  return effects.filter((effect) => effect.name === name).map(({ params }) => params);
}

const counted = (stage: Stage, more: object = {}) => ({
  cause: 'corrected',
  recount: contextOf(stage).recount,
  dueAt: '2026-12-14T09:30:00.000Z',
  suspendedMinutes: 0,
  rungs: [],
  ...more,
});

describe('更正', () => {
  it('changes what it says and nothing else, and remembers what stood there, by whom and why', () => {
    const before = working();
    const stage = corrected(before, { title: '犬管平台升级', goal: null, urgency: 'urgent' });
    const { corrections, ...now } = contextOf(stage);
    expect(now.matter).toEqual({
      ...contextOf(before).matter,
      title: '犬管平台升级',
      goal: undefined,
      urgency: 'urgent',
    });
    expect(corrections).toEqual([
      expect.objectContaining({
        reason: '登记有误',
        changes: [
          { field: 'title', before: matter.title, after: '犬管平台升级' },
          { field: 'goal', before: matter.goal, after: null },
          { field: 'urgency', before: 'normal', after: 'urgent' },
        ],
      }),
    ]);
    expect(stateOf(stage)).toBe(stateOf(before));
    expect(reformTask.facets(contextOf(stage), stateOf(stage))).toMatchObject({
      title: '犬管平台升级',
      urgency: 'urgent',
    });
    expect(asksOf(stage, 'resetDeadline')).toEqual([]);
  });

  it('that says nothing new, or gives no reason, is refused', () => {
    const stage = working();
    expect(refusalOf(() => corrected(stage, { title: matter.title, limit: matter.limit }))).toContain(
      '没有可更正',
    );
    expect(refusalOf(() => corrected(stage, {}))).toContain('没有可更正');
    expect(refusalOf(() => corrected(stage, { title: '新名称', reason: ' ' }))).toContain('event-invalid');
    expect(refusalOf(() => corrected(stage, { criteria: [] }))).toContain('event-invalid');
  });

  it('of the limit has the due date counted from dispatch, and moves it with its timers and sections', () => {
    const sent = played(working(), 'subDispatch', SECTION, 'accountable');
    const stage = corrected(sent, { limit: { workingDays: 15 } });
    const { deadline, recount, dueAt } = contextOf(stage);
    expect(deadline?.limit).toEqual({ workingDays: 15 });
    expect(dueAt).toBe(contextOf(sent).dueAt);
    expect(asksOf(stage, 'resetDeadline')).toEqual([
      expect.objectContaining({
        cause: 'corrected',
        recount,
        limit: { workingDays: 15 },
        from: deadline?.from,
      }),
    ]);
    const moved = played(stage, 'deadlineSet', counted(stage), 'engine');
    expect(contextOf(moved)).toMatchObject({ dueAt: '2026-12-14T09:30:00.000Z', recount: null });
    expect(contextOf(moved).deadline?.history.at(-1)?.cause).toBe('corrected');
    expect(contextOf(moved).deadline?.original).toBe(contextOf(sent).deadline?.original);
    expect(asksOf(moved, 'signal')).toEqual([
      expect.objectContaining({
        event: { type: 'redated', data: { dueAt: '2026-12-14T09:30:00.000Z' } },
      }),
    ]);
    expect(stateOf(moved)).toBe('open.working.handling');
  });

  it('is counted once: what an earlier correction comes to is not taken', () => {
    const first = corrected(working(), { limit: { workingDays: 15 } });
    const second = corrected(first, { limit: { workingDays: 16 } });
    expect(refusalOf(() => played(second, 'deadlineSet', counted(first), 'engine'))).toContain(
      'guard-failed',
    );
    const moved = played(second, 'deadlineSet', counted(second), 'engine');
    expect(refusalOf(() => played(moved, 'deadlineSet', counted(second), 'engine'))).toContain(
      'guard-failed',
    );
  });

  it('of the limit while it is routed is counted as soon as it is dispatched', () => {
    const early = corrected(opened(reformTask, matter), { limit: { workingDays: 15 } });
    expect(asksOf(early, 'resetDeadline')).toEqual([]);
    const stage = played(early, 'routed', routedTo(UNIT), 'engine');
    expect(asksOf(stage, 'resetDeadline')).toEqual([
      expect.objectContaining({ cause: 'corrected', limit: { workingDays: 15 } }),
    ]);
  });

  it('of the limit of a parked task counts when the clock runs again', () => {
    const asked = played(working(), 'requestParking', parking, 'accountable');
    const taken = played(asked, 'requestAssessed', assessed(contextOf(asked)), 'engine');
    const endorsed = played(taken, 'endorse', {}, 'unitLeader');
    const parked = played(endorsed, 'grant', {}, 'taskForce');
    const stage = corrected(parked, { limit: { workingDays: 15 } });
    expect(asksOf(stage, 'resetDeadline')).toEqual([]);
    const resumed = played(stage, 'resume', { condition: '1' }, 'accountable');
    expect(asksOf(resumed, 'resetDeadline')).toEqual([
      expect.objectContaining({ cause: 'resumed', limit: { workingDays: 15 } }),
    ]);
    expect(
      refusalOf(() => played(resumed, 'deadlineSet', counted(stage, { recount: 'x' }), 'engine')),
    ).toContain('guard-failed');
  });

  it('of the limit answers an extension that was asked for; one of the title leaves it alone', () => {
    const asked = played(working(), 'requestExtension', extension, 'accountable');
    const renamed = corrected(asked, { title: '犬管平台升级' });
    expect(stateOf(renamed)).toBe('open.working.extending.assessing');
    const stage = corrected(renamed, { limit: { workingDays: 40 } });
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(contextOf(stage)).toMatchObject({ request: null, answered: { kind: 'extension', as: 'refused' } });
    expect(asksOf(stage, 'resetDeadline')).toHaveLength(1);
  });

  it('leaves criteria and limit as they are once it is claimed done; the rest may be put right', () => {
    const evidence = matter.criteria.map(({ id }) => ({ criterion: id, text: '见附件' }));
    const claimed = played(working(), 'claimDone', { evidence }, 'accountable');
    const criteria = [{ id: '1', text: '登记数据互通' }];
    expect(refusalOf(() => corrected(claimed, { criteria }))).toContain('请先退办');
    expect(refusalOf(() => corrected(claimed, { limit: { workingDays: 15 } }))).toContain('请先退办');
    const passed = played(corrected(claimed, { source: '省里交办' }), 'pass', {}, 'taskForce');
    expect(refusalOf(() => corrected(passed, { criteria }))).toContain('请先退办');
    expect(contextOf(corrected(passed, { category: null })).matter.category).toBeUndefined();
    const back = played(claimed, 'sendBack', { items: [{ reason: '未达标' }] }, 'taskForce');
    expect(contextOf(corrected(back, { criteria })).criteria).toEqual(criteria);
  });
});

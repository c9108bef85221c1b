import { describe, expect, it } from '@jest/globals';
import {
  contextOf,
  DUE,
  DUTY,
  dispatched,
  HOUR,
  problemOf,
  RECEIPT,
  registered,
  working,
} from './reform-task-scenes.ts';
import { routedTo, UNIT } from './routing-moves.ts';
import { facetsOf, fired, later, played, stateOf } from './stage.ts';

describe('派单 and 人工分派', () => {
  it('binds the task to one seat and starts both clocks', () => {
    const stage = dispatched();
    expect(stateOf(stage)).toBe('open.dispatched');
    expect(facetsOf(stage)).toMatchObject({
      owner: `${UNIT}/A`,
      unit: UNIT,
      dueAt: '2027-01-05T09:30:00.000Z',
    });
    expect([...stage.timers].map(([key, { dueAt }]) => [key, dueAt])).toEqual([
      [DUE, '2027-01-05T09:30:00.000Z'],
      [RECEIPT, '2026-11-24T09:30:00.000Z'],
    ]);
    expect(contextOf(stage).because).toEqual({
      step: 'unit',
      sentence: { zh: '按牵头单位', en: 'By lead unit' },
    });
  });

  it('leaves what nobody answers for to the task force, which chooses a unit', () => {
    const reason = { step: 'none', sentence: { zh: '无匹配', en: 'Nothing matched' } };
    const candidates = [{ unit: UNIT, name: '县综合执法局', score: 0.3, why: reason.sentence }];
    const triage = played(registered(), 'routingFailed', { reason, candidates }, 'engine');
    expect(stateOf(triage)).toBe('triage');
    expect(facetsOf(triage).owner).toBe(DUTY);
    expect(contextOf(triage).candidates).toEqual(candidates);
    const assigning = played(triage, 'assign', { unit: UNIT, note: '按职责' }, 'taskForce');
    expect(assigning.effects).toEqual([
      {
        name: 'resolveAssignment',
        params: expect.objectContaining({
          matter: expect.objectContaining({ binding: { unit: UNIT, by: 'p-taskForce' } }),
        }),
      },
    ]);
    const done = played(assigning, 'routed', routedTo(UNIT), 'engine');
    expect(stateOf(done)).toBe('open.dispatched');
    expect(contextOf(done)).toMatchObject({ candidates: [], ruled: false });
  });

  it('fires a due date that has passed already at once', () => {
    const late = { ...routedTo(UNIT), dueAt: '2026-11-20T09:30:00.000Z' };
    const stage = played(registered(), 'routed', late, 'engine');
    expect(stage.timers.get(DUE)?.dueAt).toBe(stage.at);
    expect(facetsOf(stage).dueAt).toBe('2026-11-20T09:30:00.000Z');
  });
});

describe('签收', () => {
  it('stops its own limit and leaves the main clock alone', () => {
    const stage = working();
    expect([...stage.timers.keys()]).toEqual([DUE]);
    expect(contextOf(stage).lapsed).toEqual({ receipt: null, due: null });
  });

  it('may be late: that is noted, once, and moves no due date', () => {
    const late = fired(dispatched(), RECEIPT);
    expect(late && contextOf(late).lapsed.receipt).toBe('2026-11-24T09:30:00.000Z');
    expect(late && facetsOf(late).dueAt).toBe('2027-01-05T09:30:00.000Z');
    expect(late && stateOf(late)).toBe('open.dispatched');
    expect(late && [...late.timers.keys()]).toEqual([DUE]);
  });
});

describe('催办', () => {
  it('is recorded and answered by the next report', () => {
    const urged = played(working(), 'urge', { text: '请加快' }, 'supervisor');
    expect(contextOf(urged).urges).toEqual({ count: 1, lastAt: urged.at, answered: false });
    expect(contextOf(played(urged, 'report', { text: '本周完成' }, 'accountable')).urges.answered).toBe(true);
  });

  it('is refused within 24 hours of the last, and says so', () => {
    const urged = played(working(), 'urge', {}, 'supervisor');
    const problem = problemOf(() => played(later(urged, 24 * HOUR - 1), 'urge', {}, 'taskForce'));
    expect(problem.code).toBe('guard-failed');
    expect(problem.message).toBe('不能“催办”：24 小时内已催办过。');
    expect(contextOf(played(later(urged, 24 * HOUR), 'urge', {}, 'taskForce')).urges.count).toBe(2);
  });
});

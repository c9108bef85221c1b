import { describe, expect, it } from '@jest/globals';
import { routedTo, UNIT } from '../moves/routing-moves.ts';
import { facetsOf, fired, later, played, stateOf } from '../stage.ts';
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
    expect(triage.effects).toEqual([
      {
        name: 'limitDecision',
        params: { workflow: 'reform-task', decision: 'triage', from: triage.at, urgent: false, dueAt: null },
      },
    ]);
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

  it('gives triage a clock of its own, which is shown as its due date; that it was late is noted', () => {
    const reason = { step: 'none', sentence: { zh: '无匹配', en: 'Nothing matched' } };
    const triage = played(registered(), 'routingFailed', { reason }, 'engine');
    const dueAt = '2026-11-24T09:30:00.000Z';
    const limited = played(triage, 'decisionLimitSet', { dueAt }, 'engine');
    expect(facetsOf(limited)).toMatchObject({ owner: DUTY, dueAt, clock: 'taskForce' });
    expect([...limited.timers]).toEqual([['decision', { event: 'decisionLapsed', dueAt }]]);
    const late = fired(limited, 'decision');
    expect(late && contextOf(late).lapsed.decision).toBe(dueAt);
    const assigning = played(limited, 'assign', { unit: UNIT }, 'taskForce');
    expect([...assigning.timers.keys()]).toEqual(['decision']);
    const done = played(assigning, 'routed', routedTo(UNIT), 'engine');
    expect([...done.timers.keys()]).toEqual([DUE, RECEIPT]);
    expect(contextOf(done).decideBy).toBeNull();
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
    expect(contextOf(stage).lapsed).toEqual({ receipt: null, due: null, decision: null });
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
    expect(contextOf(urged).urges).toMatchObject({ count: 1, lastAt: urged.at, answered: false });
    expect(contextOf(played(urged, 'report', { text: '本周完成' }, 'accountable')).urges.answered).toBe(true);
  });

  it('asks by when it is to be answered, and from when it may be repeated', () => {
    const urged = played(working(), 'urge', {}, 'supervisor');
    expect(urged.effects).toEqual([{ name: 'limitUrge', params: { workflow: 'reform-task', at: urged.at } }]);
    const limits = { nextFrom: '2026-11-24T01:00:00.000Z', answerBy: '2026-11-25T09:30:00.000Z' };
    const counted = played(urged, 'rungsSet', { rungs: [], urge: limits }, 'engine');
    expect(contextOf(counted).urges).toEqual({ count: 1, lastAt: urged.at, answered: false, ...limits });
  });

  it('is refused within the interval of the last, and says so', () => {
    const urge = { nextFrom: '2026-11-24T01:00:00.000Z', answerBy: '2026-11-25T09:30:00.000Z' };
    const urged = played(working(), 'urge', {}, 'supervisor');
    expect(problemOf(() => played(urged, 'urge', {}, 'taskForce')).code).toBe('guard-failed');
    const counted = played(urged, 'rungsSet', { rungs: [], urge }, 'engine');
    const problem = problemOf(() => played(later(counted, 24 * HOUR - 1), 'urge', {}, 'taskForce'));
    expect(problem.code).toBe('guard-failed');
    expect(problem.detail.zh).toMatch(/^不能“催办”：距上次催办未满规定间隔，2\d{3}-.*Z 起可再催办。$/);
    expect(problem.detail.en).toMatch(/may come from 2\d{3}-/);
    expect(contextOf(played(later(counted, 24 * HOUR), 'urge', {}, 'taskForce')).urges.count).toBe(2);
  });
});

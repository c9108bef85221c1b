import { describe, expect, it } from '@jest/globals';
import { parking } from '../moves/reform-task-moves.ts';
import { UNIT } from '../moves/routing-moves.ts';
import { effectNames, facetsOf, fired, played, type Stage, stateOf } from '../stage.ts';
import { contextOf, DUE, DUTY, problemOf, split, taken, working } from './reform-task-scenes.ts';

const REVIEW = 'xstate.after.reviewDate.reform-task.parked';
const OLD = '2027-01-05T09:30:00.000Z';
const NEW = '2027-01-12T09:30:00.000Z';

const asked = (stage = working()) => played(stage, 'requestParking', parking, 'accountable');
const atTaskForce = (stage = working()) => played(taken(asked(stage)), 'endorse', {}, 'unitLeader');
const parked = (stage = working()) => played(atTaskForce(stage), 'grant', {}, 'taskForce');
const resuming = (stage = parked()) => played(stage, 'resume', { condition: '1' }, 'accountable');
const set = { cause: 'resumed', dueAt: NEW, suspendedMinutes: 480, rungs: [] };
const resumed = (stage = resuming()) => played(stage, 'deadlineSet', set, 'engine');

const resume = (stage: Stage, condition: string) => played(stage, 'resume', { condition }, 'taskForce');
const ask = (change: object) => () =>
  played(working(), 'requestParking', { ...parking, ...change }, 'accountable');

describe('挂账', () => {
  it('needs the leader and the task force', () => {
    expect(facetsOf(taken(asked())).attention).toBe(`${UNIT}/L`);
    expect(stateOf(atTaskForce())).toBe('open.working.parking.atTaskForce');
    expect(facetsOf(atTaskForce())).toMatchObject({ attention: DUTY, clock: 'commissioner', dueAt: OLD });
  });

  it('stops the clock: no due date and no timer but that of the review', () => {
    const stage = parked();
    expect(stateOf(stage)).toBe('parked');
    expect(facetsOf(stage)).toMatchObject({
      owner: `${UNIT}/A`,
      attention: null,
      dueAt: null,
      clock: 'upwardWait',
    });
    expect([...stage.timers]).toEqual([[REVIEW, { event: REVIEW, dueAt: '2026-12-15T01:00:00.000Z' }]]);
    expect(contextOf(stage).parked).toEqual({
      kind: 'upwardWait',
      reason: parking.reason,
      conditions: parking.conditions,
      reviewAt: '2026-12-15T01:00:00.000Z',
      at: stage.at,
      dueAt: OLD,
      reviewedAt: null,
      by: 'p-accountable',
      onBehalfOf: null,
      people: ['p-accountable'],
      prolonging: null,
      prolonged: [],
    });
  });

  it('silences the ladder until the clock runs again', () => {
    const rungs = [{ key: `dueSoon@${OLD}`, code: 'dueSoon', at: '2026-12-30T00:30:00.000Z' }];
    const stage = parked(played(working(), 'rungsSet', { rungs }, 'engine'));
    expect(stage.timers.has('ladder')).toBe(false);
    const anew = [{ key: `dueSoon@${NEW}`, code: 'dueSoon', at: '2027-01-07T00:30:00.000Z' }];
    const again = played(resuming(stage), 'deadlineSet', { ...set, rungs: anew }, 'engine');
    expect(contextOf(again).rungs).toEqual(anew);
    expect(again.timers.get('ladder')?.dueAt).toBe('2027-01-07T00:30:00.000Z');
  });

  it('is kept in sight: the review date is noted and brings it before the task force', () => {
    const stage = fired(parked(), REVIEW) as Stage;
    expect(stateOf(stage)).toBe('parked');
    expect(contextOf(stage).parked?.reviewedAt).toBe('2026-12-15T01:00:00.000Z');
    expect(facetsOf(stage)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
  });

  it('resumes when a condition has come true, with the standstill credited', () => {
    const stage = resuming();
    expect(stateOf(stage)).toBe('resuming');
    expect(facetsOf(stage)).toMatchObject({ clock: 'upwardWait', dueAt: null });
    expect(stage.effects).toContainEqual({
      name: 'resetDeadline',
      params: {
        workflow: 'reform-task',
        urgent: false,
        cause: 'resumed',
        limit: { workingDays: 30 },
        from: '2026-11-23T01:00:00.000Z',
        suspendedMinutes: 0,
        since: contextOf(stage).parked?.at,
        received: true,
      },
    });
    const again = resumed(stage);
    expect(stateOf(again)).toBe('open.working.handling');
    expect(again.timers.get(DUE)?.dueAt).toBe(NEW);
    expect(contextOf(again)).toMatchObject({
      parked: null,
      deadline: { original: OLD, suspendedMinutes: 480, history: [{}, { cause: 'resumed', dueAt: NEW }] },
    });
  });

  it('resumes for no condition that was not agreed, and for the review only when its date has come', () => {
    expect(problemOf(() => resume(parked(), '9')).message).toContain('没有这项恢复条件');
    expect(problemOf(() => resume(parked(), 'review')).code).toBe('guard-failed');
    expect(stateOf(resume(fired(parked(), REVIEW) as Stage, 'review'))).toBe('resuming');
  });

  it('lets the sections at work rest, and wakes them with what is credited', () => {
    const { stage, children } = split(`${UNIT}-S1`);
    const laid = parked(stage);
    expect(laid.effects.filter(({ name }) => name === 'signal').map(({ params }) => params)).toEqual([
      { taskId: children[0], event: { type: 'suspend', data: { kind: 'upwardWait' } } },
    ]);
    const again = resumed(resuming(laid));
    expect(again.effects.filter(({ name }) => name === 'signal').map(({ params }) => params)).toEqual([
      { taskId: children[0], event: { type: 'redated', data: { dueAt: NEW, creditedMinutes: 480 } } },
    ]);
    expect(facetsOf(again).clock).toBe('section');
  });

  it('may be withdrawn while it rests', () => {
    const stage = played(parked(), 'withdraw', { reason: '上级取消' }, 'taskForce');
    expect(stateOf(stage)).toBe('withdrawn');
    expect(stage.timers.size).toBe(0);
    expect(facetsOf(stage).clock).toBeNull();
  });

  it('wants conditions with ids of their own and a review date ahead', () => {
    expect(problemOf(ask({ conditions: [] })).code).toBe('event-invalid');
    const twice = [...parking.conditions, ...parking.conditions];
    expect(problemOf(ask({ conditions: twice })).code).toBe('event-invalid');
    expect(problemOf(ask({ conditions: [{ id: 'review', text: '复核' }] })).code).toBe('event-invalid');
    expect(problemOf(ask({ reviewOn: '2026-11-23' })).message).toContain('复核日期');
  });

  it.each([
    ['declined', () => played(taken(asked()), 'decline', { reason: '可先办' }, 'unitLeader')],
    ['denied', () => played(atTaskForce(), 'deny', { reason: '可先办' }, 'taskForce')],
    ['withdrawn', () => played(asked(), 'withdrawRequest', {}, 'accountable')],
    [
      'lapsed',
      () =>
        fired(
          atTaskForce(),
          'xstate.after.decisionLimit.reform-task.open.working.parking.atTaskForce',
        ) as Stage,
    ],
  ])('that is %s leaves the clock running', (as, ended) => {
    const stage = ended();
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(contextOf(stage).answered).toMatchObject({ kind: 'parking', as });
    expect(effectNames(stage)).toEqual([]);
    expect([...stage.timers.keys()]).toEqual([DUE]);
  });
});

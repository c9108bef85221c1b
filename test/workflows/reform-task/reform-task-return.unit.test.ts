import { describe, expect, it } from '@jest/globals';
import { OTHER_UNIT, routedTo, UNIT } from '../moves/routing-moves.ts';
import { facetsOf, fired, later, played, type Stage, stateOf } from '../stage.ts';
import {
  contextOf,
  DUE,
  DUTY,
  dispatched,
  problemOf,
  RECEIPT,
  split,
  taken,
  working,
} from './reform-task-scenes.ts';

const LEADER = `${UNIT}/L`;
const LAPSE = 'xstate.after.decisionLimit.reform-task.open.returning.atLeader';
const DAY = 86_400_000;
const data = { reasonCode: 'otherLead', dutyBasis: '三定方案', proposedUnit: OTHER_UNIT };

const asked = (stage = dispatched()) => played(stage, 'return', data, 'accountable');
const atLeader = (stage = dispatched()) => taken(asked(stage));
const returned = (stage = dispatched()) => played(atLeader(stage), 'endorse', {}, 'unitLeader');
const bound = (unit: string) =>
  played(played(returned(), 'assign', { unit }, 'taskForce'), 'routed', routedTo(unit), 'engine');
const deadline = (stage: Stage) => contextOf(stage).deadline;

describe('退回', () => {
  it('is asked for by the commissioner and waits for the leader, on the commissioner’s clock', () => {
    expect(stateOf(asked())).toBe('open.returning.assessing');
    expect(asked().effects.map(({ name }) => name)).toEqual(['assessRequest']);
    const stage = atLeader();
    expect(stateOf(stage)).toBe('open.returning.atLeader');
    expect(facetsOf(stage)).toMatchObject({ owner: `${UNIT}/A`, attention: LEADER, clock: 'commissioner' });
    expect(contextOf(stage).request).toMatchObject({ kind: 'return', decider: 'unitLeader' });
    expect([...stage.timers.keys()]).toEqual([DUE, LAPSE]);
  });

  it('signed by the leader goes to the task force, and the first unit stays accountable', () => {
    const stage = returned();
    expect(stateOf(stage)).toBe('open.returned');
    expect(facetsOf(stage)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY, clock: 'taskForce' });
    expect(contextOf(stage).returns).toMatchObject([
      { unit: UNIT, by: 'p-accountable', signedBy: 'p-unitLeader', ruling: null },
    ]);
    expect(stage.effects.at(-1)).toEqual({
      name: 'limitDecision',
      params: {
        workflow: 'reform-task',
        decision: 'ruling',
        from: stage.at,
        urgent: false,
        dueAt: '2027-01-05T09:30:00.000Z',
      },
    });
  });

  it('sent by the leader is signed already', () => {
    const stage = played(dispatched(), 'return', data, 'unitLeader');
    expect(stateOf(stage)).toBe('open.returned');
    expect(contextOf(stage).returns).toMatchObject([{ by: 'p-unitLeader', signedBy: 'p-unitLeader' }]);
  });

  it('is not signed by who asked for it, or in whose name it was asked', () => {
    const own = { principal: 'p-accountable', name: '', seat: LEADER };
    expect(problemOf(() => played(atLeader(), 'endorse', {}, 'unitLeader', own)).message).toContain('申请人');
    const deputy = { principal: 'p-deputy', name: '', onBehalfOf: 'p-holder' };
    const byDeputy = taken(played(dispatched(), 'return', data, 'accountable', deputy));
    const holder = { principal: 'p-holder', name: '' };
    expect(problemOf(() => played(byDeputy, 'endorse', {}, 'unitLeader', holder)).code).toBe('guard-failed');
  });

  it.each([
    ['declined', (stage: Stage) => played(stage, 'decline', { reason: '属本单位职责' }, 'unitLeader')],
    ['withdrawn', (stage: Stage) => played(stage, 'withdrawRequest', {}, 'accountable')],
    ['lapsed', (stage: Stage) => fired(stage, LAPSE) as Stage],
  ])('that is %s goes back to where it was asked for, and may be asked again', (as, ended) => {
    const before = ended(atLeader());
    expect(stateOf(before)).toBe('open.dispatched');
    expect([...before.timers.keys()]).toEqual(expect.arrayContaining([DUE, RECEIPT]));
    expect(contextOf(before)).toMatchObject({ request: null, answered: { kind: 'return', as }, returns: [] });
    expect(stateOf(ended(atLeader(working())))).toBe('open.working.handling');
    expect(stateOf(asked(ended(atLeader())))).toBe('open.returning.assessing');
  });

  it('is refused after its limit', () => {
    expect(problemOf(() => asked(later(dispatched(), 4 * DAY))).message).toContain('退回时限');
  });

  it('is refused while sections are at work', () => {
    expect(problemOf(() => asked(split(`${UNIT}-S1`).stage)).message).toContain('尚有科室');
  });

  it('notes a receipt limit that passes only once, however often it comes back', () => {
    const late = fired(dispatched(), RECEIPT) as Stage;
    const back = played(atLeader(late), 'decline', { reason: '属本单位职责' }, 'unitLeader');
    expect(fired(back, RECEIPT)).toBeUndefined();
  });
});

describe('裁定', () => {
  it('binds another unit with clocks of its own', () => {
    const ruling = played(returned(), 'assign', { unit: OTHER_UNIT }, 'taskForce');
    const clocks = { dueAt: '2027-02-01T09:30:00.000Z', receiptDueAt: '2026-12-01T09:30:00.000Z' };
    const stage = played(ruling, 'routed', { ...routedTo(OTHER_UNIT), ...clocks }, 'engine');
    expect(facetsOf(stage)).toMatchObject({
      owner: `${OTHER_UNIT}/A`,
      attention: null,
      unit: OTHER_UNIT,
      dueAt: clocks.dueAt,
      clock: 'receipt',
    });
    expect([...stage.timers].map(([key, { dueAt }]) => [key, dueAt])).toEqual([
      [DUE, clocks.dueAt],
      [RECEIPT, clocks.receiptDueAt],
    ]);
    expect(contextOf(stage)).toMatchObject({
      ruled: true,
      returns: [{ unit: UNIT, proposedUnit: OTHER_UNIT, ruling: { unit: OTHER_UNIT, late: false } }],
    });
    expect(deadline(stage)).toMatchObject({ original: clocks.dueAt, from: stage.at, suspendedMinutes: 0 });
    expect(deadline(stage)?.history.map(({ cause }) => cause)).toEqual(['dispatched', 'ruled']);
  });

  it('upholds the first dispatch: the clock resumes with what was waited credited', () => {
    const resuming = played(returned(working()), 'uphold', { note: '属职责范围' }, 'taskForce');
    expect(stateOf(resuming)).toBe('resuming');
    expect(facetsOf(resuming)).toMatchObject({ owner: `${UNIT}/A`, dueAt: null, clock: 'taskForce' });
    expect([...resuming.timers.keys()]).toEqual([]);
    expect(resuming.effects.at(-1)).toMatchObject({
      name: 'resetDeadline',
      params: { cause: 'upheld', limit: { workingDays: 30 }, suspendedMinutes: 0, received: true },
    });
    const set = { cause: 'upheld', dueAt: '2027-01-06T09:30:00.000Z', suspendedMinutes: 480, rungs: [] };
    const stage = played(resuming, 'deadlineSet', set, 'engine');
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(stage.timers.get(DUE)?.dueAt).toBe(set.dueAt);
    expect(contextOf(stage)).toMatchObject({
      ruled: true,
      dueAt: set.dueAt,
      deadline: { original: '2027-01-05T09:30:00.000Z', suspendedMinutes: 480 },
    });
  });

  it('gives a unit that had not received it a new limit for that', () => {
    const resuming = played(returned(), 'uphold', {}, 'taskForce');
    const receiptDueAt = '2026-11-30T09:30:00.000Z';
    const set = { cause: 'upheld', dueAt: '2027-01-06T09:30:00.000Z', suspendedMinutes: 480, rungs: [] };
    const stage = played(resuming, 'deadlineSet', { ...set, receiptDueAt }, 'engine');
    expect(stateOf(stage)).toBe('open.dispatched');
    expect(stage.timers.get(RECEIPT)?.dueAt).toBe(receiptDueAt);
  });

  it.each([
    ['by binding the same unit', bound(UNIT)],
    ['by binding another', bound(OTHER_UNIT)],
    [
      'by upholding',
      played(
        played(returned(), 'uphold', {}, 'taskForce'),
        'deadlineSet',
        { cause: 'upheld', dueAt: '2027-01-06T09:30:00.000Z', suspendedMinutes: 480, rungs: [] },
        'engine',
      ),
    ],
  ])('is final for everybody: %s', (_how, ruled) => {
    expect(problemOf(() => asked(ruled)).code).toBe('guard-failed');
    expect(problemOf(() => played(ruled, 'return', data, 'unitLeader')).code).toBe('guard-failed');
  });

  it('is the task force’s within its own limit, and that it was late is recorded', () => {
    const dueAt = '2026-11-24T09:30:00.000Z';
    const limited = played(returned(), 'decisionLimitSet', { dueAt }, 'engine');
    const late = fired(limited, 'decision') as Stage;
    expect(contextOf(late).lapsed.decision).toBe(dueAt);
    const ruled = played(later(late, 1), 'assign', { unit: OTHER_UNIT }, 'taskForce');
    expect(contextOf(ruled).returns).toMatchObject([{ ruling: { unit: OTHER_UNIT, late: true } }]);
    expect([...ruled.timers.keys()]).toEqual([DUE]);
  });

  it.each(['p-accountable', 'p-unitLeader'])('is not made by %s, who sent the return', (principal) => {
    const sender = { principal, name: '' };
    const rule = () => played(returned(), 'assign', { unit: OTHER_UNIT }, 'taskForce', sender);
    expect(problemOf(rule).message).toContain('申请人');
    expect(problemOf(() => played(returned(), 'uphold', {}, 'taskForce', sender)).code).toBe('guard-failed');
  });

  it('waits on where the chosen unit cannot take it', () => {
    const reason = { step: 'none', sentence: { zh: '单位已撤销', en: 'The unit is abolished' } };
    const ruling = played(returned(), 'assign', { unit: OTHER_UNIT }, 'taskForce');
    const again = played(ruling, 'routingFailed', { reason }, 'engine');
    expect(stateOf(again)).toBe('open.returned');
    expect(facetsOf(again)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
    expect(contextOf(again).returns).toMatchObject([{ ruling: null }]);
  });
});

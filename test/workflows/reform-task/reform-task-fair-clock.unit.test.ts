import { describe, expect, it } from '@jest/globals';
import type { Rung } from '../../../workflows/rungs.ts';
import { extension, noticesOf, transferred } from '../moves/reform-task-moves.ts';
import { OTHER_UNIT, routedTo, UNIT } from '../moves/routing-moves.ts';
import { fired, later, played, type Stage, stateOf } from '../stage.ts';
import {
  claim,
  contextOf,
  DUE as DUE_TIMER,
  dispatched,
  HOUR,
  RECEIPT,
  taken,
  working,
} from './reform-task-scenes.ts';

const DUE = '2027-01-05T09:30:00.000Z';
const CLAIMED_AT = '2027-01-04T02:00:00.000Z';
const REVIEW_BY = '2027-01-07T09:30:00.000Z';

const overdue: Rung = { key: `overdue@${DUE}`, code: 'overdue', at: DUE };
const reviewLate: Rung = {
  key: `decisionOverdue@decision:${REVIEW_BY}`,
  code: 'decisionOverdue',
  at: REVIEW_BY,
};

const at = (stage: Stage, instant: string): Stage => ({ ...stage, at: instant });
const rung = (stage: Stage) => fired(stage, 'ladder') as Stage;
const notified = (stage: Stage) =>
  stage.effects.filter(({ name }) => name === 'notify').map(({ params }) => (params as { key: string }).key);

/** A unit that is due on 5 January claims on the 4th. */
function claimedInTime(): Stage {
  const onLadder = played(working(), 'rungsSet', { rungs: [overdue] }, 'engine');
  return played(at(onLadder, CLAIMED_AT), 'claimDone', claim, 'accountable');
}

function limited(stage = claimedInTime()): Stage {
  const answer = { dueAt: REVIEW_BY, from: CLAIMED_AT, rungs: [reviewLate], light: 'yellow' };
  return played(stage, 'decisionLimitSet', answer, 'engine');
}

const sendBack = { items: [{ criterion: '2', reason: '未达标' }] };

describe('a claim in time', () => {
  it('asks for the limit of its review, and the unit stands as it stood', () => {
    const stage = claimedInTime();
    expect(stage.effects.find(({ name }) => name === 'limitDecision')?.params).toEqual({
      workflow: 'reform-task',
      decision: 'review',
      from: CLAIMED_AT,
      urgent: false,
      dueAt: DUE,
    });
    expect(contextOf(limited(stage))).toMatchObject({
      decideBy: REVIEW_BY,
      deciding: { what: 'review' },
      held: { since: CLAIMED_AT, light: 'yellow' },
    });
  });

  it('is not late when the due date passes before the review: no red notice, nothing noted', () => {
    const stage = limited();
    expect(stage.timers.get('ladder')?.dueAt).toBe(REVIEW_BY);
    const passedBy = fired(at(stage, '2027-01-06T02:00:00.000Z'), DUE_TIMER);
    expect(contextOf(passedBy ?? stage).lapsed.due).toBeNull();
    const late = rung(at(stage, '2027-01-08T02:00:00.000Z'));
    expect(notified(late)).toEqual([reviewLate.key]);
    expect(contextOf(late).rungs).toEqual([overdue]);
  });

  it('that passes leaves nothing armed and nobody late', () => {
    const passed = played(at(limited(), '2027-01-06T02:00:00.000Z'), 'pass', {}, 'taskForce');
    expect(contextOf(passed)).toMatchObject({ held: null, decideBy: null, lapsed: { due: null } });
    expect([...passed.timers.keys()]).toEqual([]);
  });

  it('sent back in time goes on as if it had not been: what came due meanwhile is told now', () => {
    const back = played(at(limited(), '2027-01-06T02:00:00.000Z'), 'sendBack', sendBack, 'taskForce');
    expect(stateOf(back)).toBe('open.working.handling');
    expect(contextOf(back)).toMatchObject({ held: null, deciding: null, decideBy: null, dueAt: DUE });
    expect(contextOf(back).rungs).toEqual([overdue]);
    expect(notified(rung(back))).toEqual([overdue.key]);
    expect(contextOf(fired(back, DUE_TIMER) as Stage).lapsed.due).toBe(back.at);
  });

  it('sent back too late is credited with what the review took too long', () => {
    const back = played(at(limited(), '2027-01-11T02:00:00.000Z'), 'sendBack', sendBack, 'taskForce');
    expect(stateOf(back)).toBe('resuming');
    expect(back.effects.find(({ name }) => name === 'resetDeadline')?.params).toMatchObject({
      cause: 'reviewed',
      since: REVIEW_BY,
      received: true,
    });
    const poor = { key: 'poor@1', code: 'poor', at: back.at };
    const told = played(back, 'rungsSet', { rungs: [poor] }, 'engine');
    const answer = { cause: 'reviewed', dueAt: '2027-01-13T03:00:00.000Z', suspendedMinutes: 600, rungs: [] };
    const resumed = played(told, 'deadlineSet', answer, 'engine');
    expect(stateOf(resumed)).toBe('open.working.handling');
    expect(contextOf(resumed)).toMatchObject({ dueAt: answer.dueAt, creditFrom: null, ruled: false });
    // What was armed for the date before is gone, what sending back sets off is not.
    expect(contextOf(resumed).rungs).toEqual([poor]);
  });

  it('claimed again has a limit of its own: the answer to the first claim comes too late', () => {
    const back = played(at(claimedInTime(), '2027-01-04T03:00:00.000Z'), 'sendBack', sendBack, 'taskForce');
    const again = played(at(back, '2027-01-04T04:00:00.000Z'), 'claimDone', claim, 'accountable');
    const stale = { dueAt: REVIEW_BY, from: CLAIMED_AT };
    expect(() => played(again, 'decisionLimitSet', stale, 'engine')).toThrow();
  });
});

describe('a return that waits for its ruling', () => {
  it('holds the light and the ladder of the unit, too', () => {
    const onLadder = played(working(), 'rungsSet', { rungs: [overdue] }, 'engine');
    const data = { reasonCode: 'notOurDuty', dutyBasis: '三定方案第二条' };
    const returned = played(onLadder, 'return', data, 'unitLeader');
    expect(contextOf(returned).held).toEqual({ since: returned.at, light: null });
    expect(returned.timers.has('ladder')).toBe(false);
    const upheld = played(later(returned, HOUR), 'uphold', {}, 'taskForce');
    const answer = { cause: 'upheld', dueAt: DUE, suspendedMinutes: 0, rungs: [overdue] };
    const goesOn = played(upheld, 'deadlineSet', answer, 'engine');
    expect(contextOf(goesOn).held).toBeNull();
    expect(goesOn.timers.get('ladder')?.dueAt).toBe(DUE);
  });
});

describe('a receipt that is late', () => {
  const receiptDueAt = '2026-11-24T09:30:00.000Z';
  const unreceived: Rung = {
    key: `unreceived@receipt:${receiptDueAt}`,
    code: 'unreceived',
    at: receiptDueAt,
    unless: { received: true },
  };
  const waiting = () => played(dispatched(), 'rungsSet', { rungs: [unreceived] }, 'engine');

  it('is told', () => {
    expect(notified(rung(waiting()))).toEqual([unreceived.key]);
  });

  it('is told no more once the unit has received it, and the notices are recalled', () => {
    const told = played(rung(waiting()), 'noticesIssued', noticesOf(unreceived.key), 'engine');
    const received = played(told, 'receive', {}, 'accountable');
    expect(contextOf(received).notices.every(({ recalledAt }) => recalledAt === received.at)).toBe(true);
    expect(contextOf(played(waiting(), 'receive', {}, 'accountable')).rungs).toEqual([]);
  });

  it('counts anew for the unit that a task is transferred to', () => {
    const asked = played(waiting(), 'transfer', { unit: OTHER_UNIT, reason: '职能调整' }, 'taskForce');
    const next = { ...unreceived, key: 'unreceived@receipt:2026-11-25T09:30:00.000Z' };
    const answer = { ...transferred(contextOf(asked)), rungs: [next] };
    expect(contextOf(played(asked, 'transferred', answer, 'engine')).rungs).toEqual([next]);
  });

  it('is gone when another unit is bound', () => {
    const data = { reasonCode: 'notOurDuty', dutyBasis: '三定方案第二条' };
    const returned = played(waiting(), 'return', data, 'unitLeader');
    const bound = played(returned, 'assign', { unit: OTHER_UNIT }, 'taskForce');
    expect(contextOf(played(bound, 'routed', routedTo(OTHER_UNIT), 'engine')).rungs).toEqual([]);
    expect(contextOf(bound).unit).toBe(UNIT);
  });
});

function limitRung(code: string, cause: string, when: string): Rung {
  return { key: `${code}@${cause}:${when}`, code, at: when };
}

describe('a changed calendar', () => {
  it('moves the limits for receipt and return with their rungs and timers', () => {
    const before = '2026-11-24T09:30:00.000Z';
    const after = '2026-11-25T09:30:00.000Z';
    const waiting = played(
      dispatched(),
      'rungsSet',
      { rungs: [limitRung('unreceived', 'receipt', before)] },
      'engine',
    );
    const next = limitRung('unreceived', 'receipt', after);
    const moves = { dueAt: DUE, rungs: [], receiptDueAt: after, returnDueAt: after, limitRungs: [next] };
    const stage = played(waiting, 'calendarChanged', moves, 'engine');
    expect(contextOf(stage)).toMatchObject({ receiptDueAt: after, returnDueAt: after, rungs: [next] });
    expect(stage.timers.get(RECEIPT)?.dueAt).toBe(after);
    expect(stateOf(stage)).toBe('open.dispatched');
  });

  it('moves the limit of a review', () => {
    const later3 = '2027-01-08T09:30:00.000Z';
    const next = limitRung('decisionOverdue', 'decision', later3);
    const moves = { dueAt: DUE, rungs: [overdue], decideBy: later3, limitRungs: [next] };
    const stage = played(limited(), 'calendarChanged', moves, 'engine');
    expect(contextOf(stage)).toMatchObject({ decideBy: later3, held: { light: 'yellow' } });
    expect(contextOf(stage).rungs.map(({ key }) => key)).toEqual([overdue.key, next.key]);
    expect(stage.timers.get('decision')?.dueAt).toBe(later3);
    expect(stage.timers.get('ladder')?.dueAt).toBe(later3);
  });
});

describe('a request that the task force lets lapse', () => {
  const lapsing: Rung = {
    key: 'decisionOverdue@decision:2026-11-30T09:30:00.000Z',
    code: 'decisionOverdue',
    at: '2026-11-30T09:30:00.000Z',
  };
  const atTaskForce = () => {
    const asked = taken(played(working(), 'requestExtension', extension, 'accountable'), {
      taskForceRungs: [lapsing],
    });
    return played(asked, 'endorse', {}, 'unitLeader');
  };

  it('is told by the ladder; decided or withdrawn it is not', () => {
    const stage = atTaskForce();
    expect(contextOf(stage).rungs).toEqual([lapsing]);
    const lapsed = fired(
      stage,
      'xstate.after.decisionLimit.reform-task.open.working.extending.atTaskForce',
    ) as Stage;
    expect(contextOf(lapsed)).toMatchObject({ request: null, answered: { as: 'lapsed' } });
    expect(rung(lapsed).effects.find(({ name }) => name === 'notify')?.params).toMatchObject({
      key: lapsing.key,
      decision: 'request',
    });
    for (const decided of [
      played(stage, 'deny', { reason: '不宜再延' }, 'taskForce'),
      played(stage, 'withdrawRequest', {}, 'accountable'),
      played(stage, 'grant', {}, 'taskForce'),
    ]) {
      expect(contextOf(decided).rungs).toEqual([]);
      expect(decided.timers.has('ladder')).toBe(false);
    }
  });
});

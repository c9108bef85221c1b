import { describe, expect, it } from '@jest/globals';
import { parking, prolongation } from '../moves/reform-task-moves.ts';
import { UNIT } from '../moves/routing-moves.ts';
import { effectNames, facetsOf, fired, played, type Stage, stateOf } from '../stage.ts';
import { contextOf, DUTY, problemOf, taken, working } from './reform-task-scenes.ts';

const REVIEW = 'xstate.after.reviewDate.reform-task.parked';
const FIRST = '2026-12-15T01:00:00.000Z';
const NEXT = '2027-01-15T01:00:00.000Z';

function parked(): Stage {
  const asked = taken(played(working(), 'requestParking', parking, 'accountable'));
  return played(played(asked, 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
}

const reviewed = (stage = parked()) => fired(stage, REVIEW) as Stage;
const asked = (stage = reviewed(), reviewOn = prolongation.reviewOn) =>
  played(stage, 'prolong', { ...prolongation, reviewOn }, 'taskForce');

function answered(stage: Stage, type: string, data: object): Stage {
  const id = contextOf(stage).parked?.prolonging?.id ?? '';
  return played(stage, type, { prolongation: id, ...data }, 'engine');
}

const prolonged = (stage = asked()) =>
  answered(stage, 'parkingProlonged', {
    reviewAt: `${contextOf(stage).parked?.prolonging?.reviewOn}T01:00:00.000Z`,
  });

const byRequester = () =>
  played(reviewed(), 'prolong', prolongation, 'taskForce', { principal: 'p-accountable', name: '甲' });

describe('复核续挂', () => {
  it('asks the engine for the next review, with how often it was prolonged', () => {
    const stage = asked();
    expect([stateOf(stage), effectNames(stage)]).toEqual(['parked', ['assessProlongation']]);
    expect(stage.effects[0]?.params).toMatchObject({ until: '2027-01-15', times: 0 });
    expect(facetsOf(stage)).toMatchObject({ attention: DUTY, clock: 'upwardWait' });
  });

  it('parks on until then: off the task force’s desk, with the timer of the new date and a record of the old', () => {
    const stage = prolonged();
    expect(stateOf(stage)).toBe('parked');
    expect([...stage.timers]).toEqual([[REVIEW, { event: REVIEW, dueAt: NEXT }]]);
    expect(facetsOf(stage)).toMatchObject({
      owner: `${UNIT}/A`,
      attention: null,
      dueAt: null,
      clock: 'upwardWait',
    });
    expect(contextOf(stage).parked).toMatchObject({
      reviewAt: NEXT,
      reviewedAt: null,
      prolonging: null,
      prolonged: [{ by: 'p-taskForce', before: FIRST, reviewAt: NEXT, reason: prolongation.reason }],
    });
  });

  it('counts each time, and credits the whole standstill in the end', () => {
    const twice = prolonged(asked(reviewed(prolonged()), '2027-02-15'));
    expect(contextOf(twice).parked?.prolonged).toHaveLength(2);
    const again = asked(reviewed(twice), '2027-03-15');
    expect(again.effects[0]?.params).toMatchObject({ times: 2 });
    const resuming = played(reviewed(twice), 'resume', { condition: 'review' }, 'taskForce');
    expect(resuming.effects[0]).toMatchObject({
      name: 'resetDeadline',
      params: { cause: 'resumed', since: contextOf(parked()).parked?.at },
    });
  });

  it('comes at the review, once at a time, with a date ahead', () => {
    const early = problemOf(() => asked(parked()));
    expect([early.code, early.message]).toEqual(['guard-failed', expect.stringContaining('复核日期')]);
    expect(problemOf(() => asked(asked())).message).toContain('续挂正在核定');
    expect(problemOf(() => asked(reviewed(), '2026-11-20')).message).toContain('复核日期须在今天之后');
  });

  it('is nothing for whoever asked for the parking, or for anybody else than the task force', () => {
    expect(problemOf(byRequester).message).toContain('挂账申请人');
    for (const by of ['accountable', 'unitLeader', 'supervisor']) {
      expect(problemOf(() => played(reviewed(), 'prolong', prolongation, by)).code).toBe('not-permitted');
    }
  });

  it('that is refused leaves the review where it was', () => {
    const stage = answered(asked(), 'prolongationRefused', { sentence: { zh: '已续挂两次', en: 'Twice' } });
    expect(contextOf(stage).parked).toMatchObject({ reviewAt: FIRST, prolonging: null, prolonged: [] });
    expect(facetsOf(stage).attention).toBe(DUTY);
  });

  it('answered after the task went on changes nothing', () => {
    const id = contextOf(asked()).parked?.prolonging?.id ?? '';
    const resuming = played(asked(), 'resume', { condition: '1' }, 'accountable');
    const late = () => played(resuming, 'parkingProlonged', { prolongation: id, reviewAt: NEXT }, 'engine');
    expect(problemOf(late).code).toBe('event-not-accepted');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { SectionContext } from '../../workflows/section-assignment/context.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { assignment, PARENT } from './moves/section-assignment-moves.ts';
import { HOUR, problemOf } from './reform-task/reform-task-scenes.ts';
import {
  effectNames,
  facetsOf,
  fired,
  later,
  opened,
  played,
  type Stage,
  stateOf,
  TASK_ID,
} from './stage.ts';

const DUE = 'xstate.after.dueDate.section-assignment.open';

const dispatched = () => opened(sectionAssignment, assignment);
const working = () => played(dispatched(), 'receive', {}, 'sectionStaff');
const contextOf = (stage: Stage) => stage.snapshot.context as SectionContext;
const told = (type: string, childRevision: number, said: object = {}) => [
  {
    name: 'signal',
    params: { taskId: PARENT, event: { type, data: { child: TASK_ID, childRevision, ...said } } },
  },
];

describe('a section assignment', () => {
  it('answers to the seat of the section, until the unit itself is due', () => {
    const stage = dispatched();
    expect(facetsOf(stage)).toMatchObject({
      owner: '330523-O40-S1/H',
      unit: '330523-O40',
      dueAt: assignment.dueAt,
    });
    expect(stage.timers.get(DUE)?.dueAt).toBe(assignment.dueAt);
  });

  it.each([
    ['earlier than the unit', '2026-11-30T09:30:00.000Z', '2026-11-30T09:30:00.000Z'],
    ['later than the unit, which nobody may be', '2027-03-01T09:30:00.000Z', assignment.dueAt],
  ])('has a limit of its own that ends %s', (_case, resolved, dueAt) => {
    const asked = opened(sectionAssignment, { ...assignment, limit: { workingDays: 5 } });
    expect(stateOf(asked)).toBe('limiting');
    const params = { limit: { workingDays: 5 }, from: asked.at, suspendedMinutes: 0, redated: 0 };
    expect(asked.effects).toEqual([{ name: 'resolveLimit', params }]);
    const stage = played(asked, 'limitResolved', { dueAt: resolved }, 'engine');
    expect(stateOf(stage)).toBe('open.dispatched');
    expect(facetsOf(stage).dueAt).toBe(dueAt);
    expect(stage.timers.get(DUE)?.dueAt).toBe(dueAt);
  });

  it('tells its parent each step under the next revision', () => {
    const received = working();
    expect(received.effects).toEqual(told('sectionReceived', 1));
    const report = { text: '已联系六家', percent: 40 };
    const reported = played(received, 'report', report, 'sectionStaff');
    expect(reported.effects).toEqual(told('sectionReported', 2, report));
    const finished = played(reported, 'finish', { text: '已报送' }, 'accountable');
    expect(finished.effects.filter(({ name }) => name === 'signal')).toEqual(
      told('sectionFinished', 3, { text: '已报送' }),
    );
    expect(stateOf(finished)).toBe('finished');
    expect(finished.timers.size).toBe(0);
  });

  it.each([
    ['before receipt', dispatched(), 1],
    ['after receipt', working(), 2],
  ])('goes back to the commissioner with its reason, %s', (_case, stage, revision) => {
    const returned = played(stage, 'return', { reason: '不属本科室职责' }, 'accountable');
    expect(stateOf(returned)).toBe('returned');
    expect(returned.effects).toEqual(told('sectionReturned', revision, { text: '不属本科室职责' }));
    expect(contextOf(returned).outcome).toBe('不属本科室职责');
  });

  it.each([
    ['before its limit is known', opened(sectionAssignment, { ...assignment, limit: { workingDays: 5 } })],
    ['before receipt', dispatched()],
    ['after receipt', working()],
  ])('is recalled %s and says nothing more', (_case, stage) => {
    const recalled = played(stage, 'recall', { reason: '任务中止' }, 'engine');
    expect(stateOf(recalled)).toBe('recalled');
    expect(effectNames(recalled)).toEqual([]);
    expect(recalled.timers.size).toBe(0);
    expect(problemOf(() => played(recalled, 'recall', { reason: '任务中止' }, 'engine')).code).toBe(
      'event-not-accepted',
    );
  });

  it('is urged as often as its limits say, and a report answers', () => {
    const urged = played(working(), 'urge', {}, 'unitCommissioner');
    expect(urged.effects).toEqual([
      { name: 'countUrge', params: { workflow: 'section-assignment', at: urged.at } },
    ]);
    expect(problemOf(() => played(urged, 'urge', {}, 'taskForce')).code).toBe('guard-failed');
    const limits = { nextFrom: '2026-11-24T01:00:00.000Z', answerBy: '2026-11-24T09:30:00.000Z' };
    const counted = played(urged, 'urgeCounted', limits, 'engine');
    expect(contextOf(counted).urges).toEqual({ count: 1, lastAt: urged.at, answered: false, ...limits });
    expect(problemOf(() => played(later(counted, 23 * HOUR), 'urge', {}, 'taskForce')).code).toBe(
      'guard-failed',
    );
    expect(contextOf(played(later(counted, 24 * HOUR), 'urge', {}, 'taskForce')).urges.count).toBe(2);
    expect(contextOf(played(counted, 'report', { text: '周五前完成' }, 'accountable')).urges.answered).toBe(
      true,
    );
  });

  it('rests with its task, and goes on under the new date, its own limit counted anew', () => {
    const rested = played(working(), 'suspend', { kind: 'legalSuspension' }, 'engine');
    expect(stateOf(rested)).toBe('suspended');
    expect(facetsOf(rested)).toMatchObject({ dueAt: null, clock: 'legalSuspension' });
    expect(rested.timers.size).toBe(0);
    const moved = { dueAt: '2027-01-12T09:30:00.000Z', creditedMinutes: 480 };
    const again = played(rested, 'redated', moved, 'engine');
    expect(stateOf(again)).toBe('open.working');
    expect(again.timers.get(DUE)?.dueAt).toBe(moved.dueAt);
    const own = opened(sectionAssignment, { ...assignment, limit: { workingDays: 5 } });
    const first = { dueAt: '2026-11-30T09:30:00.000Z', redated: 0 };
    const anew = played(played(own, 'limitResolved', first, 'engine'), 'redated', moved, 'engine');
    expect(stateOf(anew)).toBe('limiting');
    expect(anew.effects.at(-1)?.params).toMatchObject({ suspendedMinutes: 480, redated: 1 });
    expect(problemOf(() => played(anew, 'limitResolved', first, 'engine')).code).toBe('guard-failed');
  });

  it('notes that its due date passed, and works on', () => {
    const late = fired(working(), DUE);
    expect(late && contextOf(late).lapsedAt).toBe(assignment.dueAt);
    expect(late && stateOf(late)).toBe('open.working');
  });
});

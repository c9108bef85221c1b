import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { derivedId } from '../../../src/engine/definition/define.ts';
import { start } from '../../../src/engine/steps/step.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { UNIT } from '../moves/routing-moves.ts';
import { offerOf, played, type Stage, stateOf } from '../stage.ts';
import { claim, contextOf, problemOf, split, working } from './reform-task-scenes.ts';

const S1 = `${UNIT}-S1`;
const S2 = `${UNIT}-S2`;

const heard = (stage: Stage, type: string, data: object) => played(stage, type, data, 'engine');
const statuses = (stage: Stage) => contextOf(stage).sections.map(({ status }) => status);

describe('分办', () => {
  it('spawns one child per section, with ids that follow from the event', () => {
    const { stage, children } = split(S1, S2);
    const spawning = derivedId(stage.taskId, stage.count - 1);
    expect(children).toEqual([derivedId(spawning, 0), derivedId(spawning, 1)]);
    expect(stage.effects.map(({ name }) => name)).toEqual(['spawn', 'spawn']);
    expect(stage.effects[1]?.params).toMatchObject({
      workflow: 'section-assignment',
      taskId: children[1],
      input: { parent: stage.taskId, section: S2, seat: `${S2}/H`, dueAt: '2027-01-05T09:30:00.000Z' },
    });
  });

  it('hands down what a section assignment takes as input', () => {
    const limited = { section: S1, seat: `${S1}/H`, text: '核对', limit: { workingDays: 5 } };
    const stage = played(
      working(),
      'subDispatch',
      { sections: [limited, { section: S2, text: '汇总' }] },
      'accountable',
    );
    for (const { params } of stage.effects) {
      const { taskId, input } = JSON.parse(JSON.stringify(params)) as { taskId: string; input: unknown };
      const envelope = { actor: { principal: 'engine', name: '' }, at: stage.at, id: taskId, taskId };
      expect(() => start(sectionAssignment, input, envelope)).not.toThrow();
    }
  });

  // Whether the section is the unit's own, the door asks: by its code alone nobody can tell what a successor took over.
  it('is refused to a seat outside the section', () => {
    const entry = { section: S1, seat: `${S2}/H`, text: '核对' };
    const problem = problemOf(() => played(working(), 'subDispatch', { sections: [entry] }, 'accountable'));
    expect(problem.message).toContain('承办岗位须是该科室的岗位');
  });

  it('goes to the unit that has the section, also where that took over from the one of the task', () => {
    const sections = [{ section: '330523-O41-S1', text: '核对' }];
    const { effects } = played(working(), 'subDispatch', { sections }, 'accountable');
    expect(effects[0]?.params).toMatchObject({ input: { unit: '330523-O41', seat: '330523-O41-S1/H' } });
  });

  it('stops at 100 assignments', () => {
    const twenty = { sections: Array.from({ length: 20 }, () => ({ section: S1, text: '核对' })) };
    let { stage } = split(S1);
    for (let round = 0; round < 4; round++) stage = played(stage, 'subDispatch', twenty, 'accountable');
    expect(problemOf(() => played(stage, 'subDispatch', twenty, 'accountable')).message).toContain('100');
  });

  it.each(['sectionFinished', 'sectionReturned'])(
    'holds up the claim until each section has its end: %s',
    (end) => {
      const { stage, children } = split(S1, S2);
      const [first, second] = children;
      const one = heard(stage, end, { child: first, childRevision: 2, text: '完' });
      expect(problemOf(() => played(one, 'claimDone', claim, 'accountable')).message).toContain('尚有科室');
      const both = heard(one, end, { child: second, childRevision: 2, text: '完' });
      expect(stateOf(played(both, 'claimDone', claim, 'accountable'))).toBe('open.claimed');
    },
  );
});

describe('免办', () => {
  it('closes the section for the parent and recalls the child', () => {
    const { stage, children } = split(S1);
    const waived = played(stage, 'waiveSection', { child: children[0], reason: '并入' }, 'accountable');
    expect(statuses(waived)).toEqual(['waived']);
    expect(waived.effects).toEqual([
      {
        name: 'signal',
        params: { taskId: children[0], event: { type: 'recall', data: { reason: '并入' } } },
      },
    ]);
    expect(stateOf(played(waived, 'claimDone', claim, 'accountable'))).toBe('open.claimed');
  });

  it('outlasts what the section says later', () => {
    const { stage, children } = split(S1);
    const waived = played(stage, 'waiveSection', { child: children[0], reason: '并入' }, 'accountable');
    const after = heard(waived, 'sectionFinished', { child: children[0], childRevision: 3, text: '完' });
    expect(statuses(after)).toEqual(['waived']);
  });

  it.each(['sectionFinished', 'sectionReturned'])('is refused after %s', (end) => {
    const { stage, children } = split(S1);
    const ended = heard(stage, end, { child: children[0], childRevision: 1, text: '完' });
    const waive = () => played(ended, 'waiveSection', { child: children[0], reason: '并入' }, 'accountable');
    expect(problemOf(waive).code).toBe('guard-failed');
  });

  it('is offered only while a section is open', () => {
    const { stage, children } = split(S1);
    expect(offerOf(stage, 'waiveSection', 'accountable')).toMatchObject({ allowed: true });
    const ended = heard(stage, 'sectionFinished', { child: children[0], childRevision: 1, text: '完' });
    for (const none of [working(), ended]) {
      expect(offerOf(none, 'waiveSection', 'accountable')).toMatchObject({
        allowed: false,
        reason: { zh: '没有在办的分办', en: 'No section assignment is open' },
      });
    }
  });

  it('of another than the open ones is refused for what it names', () => {
    const { stage } = split(S1);
    const stranger = { child: derivedId('nobody', 0), reason: '并入' };
    const problem = problemOf(() => played(stage, 'waiveSection', stranger, 'accountable'));
    expect(problem.message).toContain('没有这项在办的分办');
  });
});

describe('中止', () => {
  it('recalls the sections still at work, and only those', () => {
    const { stage, children } = split(S1, S2);
    const one = heard(stage, 'sectionFinished', { child: children[0], childRevision: 2, text: '完' });
    const ended = played(one, 'withdraw', { reason: '并案' }, 'taskForce');
    expect(ended.effects.map(({ params }) => params)).toEqual([
      { taskId: children[1], event: { type: 'recall', data: { reason: '并案' } } },
    ]);
    expect(ended.timers.size).toBe(0);
    expect(contextOf(ended).withdrawn).toEqual({ at: ended.at, reason: '并案' });
  });
});

describe('what sections say', () => {
  const { stage: begun, children } = split(S1, S2);
  const signals = children.flatMap((child) => [
    { type: 'sectionReceived', data: { child, childRevision: 1 } },
    { type: 'sectionReported', data: { child, childRevision: 2, text: '三成', percent: 30 } },
    { type: 'sectionReported', data: { child, childRevision: 3, text: '八成', percent: 80 } },
    { type: 'sectionFinished', data: { child, childRevision: 4, text: '完成' } },
  ]);
  const sectionsAfter = (order: typeof signals) =>
    contextOf(order.reduce((stage, { type, data }) => heard(stage, type, data), begun)).sections;

  it('comes to the same in whatever order and however often it arrives', () => {
    const inOrder = sectionsAfter(signals);
    expect(inOrder.map(({ status, revision, report }) => [status, revision, report?.text])).toEqual([
      ['finished', 4, '八成'],
      ['finished', 4, '八成'],
    ]);
    const doubled = [...signals, ...signals];
    fc.assert(
      fc.property(fc.shuffledSubarray(doubled, { minLength: doubled.length }), (order) => {
        expect(sectionsAfter(order)).toEqual(inOrder);
      }),
    );
  });

  it('of no child of this task changes nothing', () => {
    const stranger = { child: derivedId('somebody else', 0), childRevision: 9, text: '完' };
    expect(contextOf(heard(begun, 'sectionFinished', stranger))).toEqual(contextOf(begun));
  });
});

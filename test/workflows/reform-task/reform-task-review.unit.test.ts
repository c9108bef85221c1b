import { describe, expect, it } from '@jest/globals';
import { UNIT } from '../moves/routing-moves.ts';
import { facetsOf, fired, played, stateOf } from '../stage.ts';
import { claim, claimed, contextOf, DUE, DUTY, problemOf, working } from './reform-task-scenes.ts';

describe('办结申请, 审核 and 销号', () => {
  it('keeps the commissioner accountable while the task force reviews', () => {
    const stage = claimed();
    expect(facetsOf(stage)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
    expect([...stage.timers.keys()]).toEqual([DUE]);
  });

  it('stops the clock when the claim is passed and leaves the ledger at 销号', () => {
    const passed = played(claimed(), 'pass', {}, 'taskForce');
    expect(passed.timers.size).toBe(0);
    expect(facetsOf(passed)).toMatchObject({ owner: `${UNIT}/A`, attention: DUTY });
    const closed = played(passed, 'strikeOff', {}, 'taskForce');
    expect(stateOf(closed)).toBe('struckOff');
    expect(closed.snapshot.status).toBe('done');
    expect(facetsOf(closed)).toMatchObject({ owner: `${UNIT}/A`, attention: null });
  });

  it.each([
    ['one criterion is missing', [{ criterion: '1', text: '甲' }]],
    [
      'one is shown twice',
      [
        { criterion: '1', text: '甲' },
        { criterion: '1', text: '乙' },
      ],
    ],
    [
      'one is unknown',
      [
        { criterion: '1', text: '甲' },
        { criterion: '3', text: '乙' },
      ],
    ],
  ])('is refused where %s', (_case, evidence) => {
    const problem = problemOf(() => played(working(), 'claimDone', { evidence }, 'accountable'));
    expect(problem.message).toContain('每条验收标准');
  });

  it('sends back with reasons item by item, counted by rounds, on the old clock', () => {
    const items = [{ criterion: '2', reason: '接入率仅 80%' }, { reason: '材料未盖章' }];
    const back = played(claimed(), 'sendBack', { items }, 'taskForce');
    expect(stateOf(back)).toBe('open.working.handling');
    expect(contextOf(back)).toMatchObject({
      claim: null,
      sentBack: { rounds: 1, items: [items[0], { criterion: null, reason: '材料未盖章' }] },
    });
    expect([...back.timers.keys()]).toEqual([DUE]);
    const again = played(played(back, 'claimDone', claim, 'accountable'), 'sendBack', { items }, 'taskForce');
    expect(contextOf(again).sentBack.rounds).toBe(2);
  });

  it.each([
    ['the claimant', { principal: 'p-accountable', name: '' }],
    ['a deputy acting for the claimant', { principal: 'p-other', name: '', onBehalfOf: 'p-accountable' }],
  ])('is not reviewed by %s', (_case, actor) => {
    expect(problemOf(() => played(claimed(), 'pass', {}, 'taskForce', actor)).message).toContain('审核人');
    expect(
      problemOf(() => played(claimed(), 'sendBack', { items: [{ reason: '无' }] }, 'taskForce', actor)).code,
    ).toBe('guard-failed');
  });

  it('is not reviewed by the one on whose behalf it was claimed', () => {
    const deputy = { principal: 'p-deputy', name: '', onBehalfOf: 'p-holder' };
    const stage = played(working(), 'claimDone', claim, 'accountable', deputy);
    const holder = { principal: 'p-holder', name: '' };
    expect(problemOf(() => played(stage, 'pass', {}, 'taskForce', holder)).code).toBe('guard-failed');
  });

  it('notes no due date that passes during review: the unit was done in time', () => {
    expect(fired(claimed(), DUE)).toBeUndefined();
    expect(contextOf(claimed()).lapsed.due).toBeNull();
  });
});

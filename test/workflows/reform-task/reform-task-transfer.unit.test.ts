import { describe, expect, it } from '@jest/globals';
import { extension, parking, transferred } from '../moves/reform-task-moves.ts';
import { OTHER_UNIT, UNIT } from '../moves/routing-moves.ts';
import { facetsOf, offerOf, played, type Stage, stateOf } from '../stage.ts';
import {
  claim,
  contextOf,
  DUE,
  dispatched,
  problemOf,
  RECEIPT,
  split,
  taken,
  working,
} from './reform-task-scenes.ts';

const RETURNING = { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };

const asked = (stage = working()) =>
  played(stage, 'transfer', { unit: OTHER_UNIT, reason: '职能划转' }, 'taskForce');
const moved = (stage = working()) => found(asked(stage));
const found = (stage: Stage) => played(stage, 'transferred', transferred(contextOf(stage)), 'engine');

/** Parking that only the task force still has to grant. */
function nearlyParked(): Stage {
  const pending = taken(played(working(), 'requestParking', parking, 'accountable'));
  return played(pending, 'endorse', {}, 'unitLeader');
}

describe('转办', () => {
  it('leaves the task where it is until the seat of the other unit is found', () => {
    const stage = asked();
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(facetsOf(stage).owner).toBe(`${UNIT}/A`);
    expect(stage.effects).toMatchObject([
      { name: 'resolveTransfer', params: { matter: { binding: { unit: OTHER_UNIT, by: 'p-taskForce' } } } },
    ]);
  });

  it('keeps the due date and the history, with a receipt limit of its own', () => {
    const stage = moved();
    expect(stateOf(stage)).toBe('open.dispatched');
    expect(facetsOf(stage)).toMatchObject({
      owner: `${OTHER_UNIT}/A`,
      unit: OTHER_UNIT,
      dueAt: '2027-01-05T09:30:00.000Z',
      clock: 'receipt',
    });
    expect([...stage.timers].map(([key, { dueAt }]) => [key, dueAt])).toEqual([
      [DUE, '2027-01-05T09:30:00.000Z'],
      [RECEIPT, '2026-11-25T09:30:00.000Z'],
    ]);
    expect(contextOf(stage)).toMatchObject({
      received: false,
      returnDueAt: '2026-11-27T09:30:00.000Z',
      transfers: [{ from: UNIT, unit: OTHER_UNIT, reason: '职能划转', by: 'p-taskForce' }],
      deadline: contextOf(working()).deadline,
    });
  });

  it('gives a unit that had not received it another receiver, and its timer with it', () => {
    const stage = moved(dispatched());
    expect(stage.timers.get(RECEIPT)?.dueAt).toBe('2026-11-25T09:30:00.000Z');
  });

  it('recalls the sections of the first unit, and ends its requests', () => {
    const { stage, children } = split(`${UNIT}-S1`);
    const pending = taken(played(stage, 'requestExtension', extension, 'accountable'));
    const after: Stage = moved(pending);
    expect(after.effects.filter(({ name }) => name === 'signal').map(({ params }) => params)).toEqual([
      { taskId: children[0], event: { type: 'recall', data: { reason: '任务转办' } } },
    ]);
    expect(contextOf(after)).toMatchObject({ request: null, sections: [{ status: 'waived' }] });
    expect([...after.timers.keys()]).toEqual([DUE, RECEIPT]);
  });

  it('that fails leaves everything as it was', () => {
    const reason = { step: 'none', sentence: { zh: '单位已撤销', en: 'Abolished' } };
    const before = asked();
    const transfer = contextOf(before).transfer?.id;
    const stage = played(before, 'transferFailed', { transfer, reason }, 'engine');
    expect(stateOf(stage)).toBe('open.working.handling');
    expect(contextOf(stage)).toMatchObject({ transfer: null, transfers: [], unit: UNIT });
  });

  it('asked for anew is answered for the last time it was asked for', () => {
    const first = transferred(contextOf(asked()));
    const again = asked(asked());
    expect(problemOf(() => played(again, 'transferred', first, 'engine')).code).toBe('guard-failed');
    expect(contextOf(found(again)).transfers).toHaveLength(1);
  });

  it('goes to another unit, or nowhere', () => {
    const same = { unit: UNIT, reason: '无' };
    expect(problemOf(() => played(working(), 'transfer', same, 'taskForce')).message).toContain('已在该单位');
  });

  it('gives the next unit its own chance to return it', () => {
    const stage = played(moved(), 'return', RETURNING, 'unitLeader');
    expect(stateOf(stage)).toBe('open.returned');
  });
});

describe('while a transfer is under way', () => {
  it.each([
    ['claimDone', 'accountable', 'at work', working, claim],
    ['return', 'accountable', 'at work', working, RETURNING],
    ['return', 'unitLeader', 'at work', working, RETURNING],
    ['return', 'accountable', 'not received', dispatched, RETURNING],
    ['return', 'unitLeader', 'not received', dispatched, RETURNING],
    ['grant', 'taskForce', 'about to be parked', nearlyParked, {}],
  ] as const)('%s by the %s, %s, waits for its outcome', (type, by, _where, scene, data) => {
    const stage = asked(scene());
    const problem = problemOf(() => played(stage, type, data, by));
    expect(problem).toMatchObject({ code: 'guard-failed' });
    expect(problem.message).toContain('转办正在进行');
    expect(offerOf(stage, type, by)).toMatchObject({
      allowed: false,
      reason: { zh: expect.stringContaining('转办'), en: expect.stringContaining('transfer') },
    });
    const reason = { step: 'none', sentence: { zh: '单位已撤销', en: 'Abolished' } };
    const transfer = contextOf(stage).transfer?.id;
    const settled = played(stage, 'transferFailed', { transfer, reason }, 'engine');
    expect(() => played(settled, type, data, by)).not.toThrow();
  });

  it('the work goes on: receipt, reports, requests and their decisions', () => {
    const received = played(asked(dispatched()), 'receive', {}, 'accountable');
    const reported = played(received, 'report', { text: '已过半' }, 'accountable');
    const requested = taken(played(reported, 'requestExtension', extension, 'accountable'));
    const granted = played(played(requested, 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
    expect(facetsOf(granted).dueAt).toBe('2027-01-29T09:30:00.000Z');
    expect(stateOf(found(granted))).toBe('open.dispatched');
  });

  it('the task force may still withdraw the task, and the transfer with it', () => {
    const stage = played(asked(), 'withdraw', { reason: '并入另一任务' }, 'taskForce');
    expect(stateOf(stage)).toBe('withdrawn');
    expect(contextOf(stage).transfer).toBeNull();
  });
});

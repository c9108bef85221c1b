import { describe, expect, it } from '@jest/globals';
import { proveRungs } from '../../src/audit/checks/prove-rungs.ts';

const TASK = { id: 'task-1' } as Parameters<typeof proveRungs>[0];
const KEY = 'overdue@2026-11-27T09:30:00.000Z';

function firing(revision: number, key = KEY) {
  return { revision, position: 0, effect: { name: 'notify', params: { key } } };
}

function issuing(revision: number, seats: readonly string[] = ['a'], key = KEY) {
  const data = JSON.stringify({ key, seats: seats.map((seat) => ({ seat })) });
  return { type: 'noticesIssued', revision, data };
}

describe('the proof of the ladder', () => {
  it('holds for each rung that fired once and told each seat once, and for one whose notices are still to come', () => {
    const later = 'overdue@2026-12-27T09:30:00.000Z';
    expect(proveRungs(TASK, [issuing(4, ['a', 'b'])], [firing(3), firing(5, later)])).toBeUndefined();
  });

  it.each([
    ['a rung that fired twice for its cause', [], [firing(3), firing(6)], 6],
    ['notices issued twice', [issuing(4), issuing(5)], [firing(3)], 5],
    ['notices of a rung that never fired', [issuing(4)], [], 4],
    ['notices before their rung', [issuing(3)], [firing(3)], 3],
    ['a seat told twice', [issuing(4, ['a', 'b', 'a'])], [firing(3)], 4],
  ])('names %s', (_case, events, asked, revision) => {
    expect(proveRungs(TASK, events, asked)).toMatchObject({ rule: 'rungs-once', taskId: 'task-1', revision });
  });
});

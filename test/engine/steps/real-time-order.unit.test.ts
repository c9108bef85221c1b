import { describe, expect, it } from '@jest/globals';
import { array, assert, integer, property, tuple } from 'fast-check';
import { type Operation, orderViolation } from './real-time-order.ts';

const operation = (began: number, ended: number, revision: number): Operation => ({ began, ended, revision });

describe('the check of real-time order', () => {
  it('finds a gap, a repeat and a revision answered against the order of time', () => {
    expect(orderViolation([operation(0, 1, 2), operation(2, 3, 4)], 2)).toMatch(/Revision 3 was expected/);
    expect(orderViolation([operation(0, 1, 2), operation(2, 3, 2)], 2)).toMatch(/Revision 3 was expected/);
    expect(orderViolation([operation(0, 1, 3), operation(2, 3, 2)], 2)).toMatch(/Revision 3 ended/);
    expect(orderViolation([operation(0, 9, 3), operation(2, 3, 2)], 2)).toBeUndefined();
  });

  it('says what comparing every pair says', () => {
    const history = array(tuple(integer({ min: 0, max: 30 }), integer({ min: 0, max: 9 })), {
      maxLength: 12,
    }).map((spans) => spans.map(([began, took], n) => operation(began, began + took, n + 1)));
    assert(
      property(history, (operations) => {
        const wrong = operations.some((a) =>
          operations.some((b) => a.ended < b.began && a.revision > b.revision),
        );
        expect(orderViolation(operations, 1) !== undefined).toBe(wrong);
      }),
    );
  });
});

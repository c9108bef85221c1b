import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { accountabilityOf, type OwnerChange } from '../../../src/tasks/view/accountability.ts';
import { anyDirectory, anyInstant, anySeat } from '../../directory/any-directory.ts';
import { smallCounty } from '../../directory/small-county.ts';

const TASK = '0190f1c2-7a11-7000-8000-000000000001';
const title = { zh: '交办', en: 'Dispatched' };

function changeTo(owner: string, at: string, revision: number): OwnerChange {
  return { owner, at, broughtBy: { revision, type: 'routed', title } };
}

/** Seats a task came to, each at a later instant or at the same one, and the end of its life. */
const anyLife = fc
  .tuple(fc.array(fc.tuple(fc.oneof(anySeat, fc.string()), anyInstant), { minLength: 1 }), anyInstant)
  .map(([moves, end]) => {
    const instants = [...moves.map(([, at]) => at), end].toSorted();
    const changes = moves.map(([seat], place) => changeTo(seat, instants[place] ?? end, place + 1));
    return { changes, from: instants[0] ?? end, until: instants.at(-1) ?? end };
  });

describe('for any life of a task in any directory', () => {
  it('spans tile it: no gap, no overlap, none empty', () => {
    fc.assert(
      fc.property(anyLife, anyDirectory, ({ changes, from, until }, directory) => {
        const spans = accountabilityOf(changes, directory, { task: TASK, until });
        if (from === until) return expect(spans).toEqual([]);
        expect([spans[0]?.from, spans.at(-1)?.until]).toEqual([from, until]);
        spans.forEach((span, place) => {
          expect(span.from < span.until).toBe(true);
          if (place > 0) expect(span.from).toBe(spans[place - 1]?.until);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('exactly one person answers at each instant: the one that the seat resolves to', () => {
    fc.assert(
      fc.property(
        anyLife,
        anyDirectory,
        fc.array(anyInstant, { maxLength: 20 }),
        (life, directory, moments) => {
          const spans = accountabilityOf(life.changes, directory, { task: TASK, until: life.until });
          for (const at of moments.filter((moment) => life.from <= moment && moment < life.until)) {
            const covering = spans.filter((span) => span.from <= at && at < span.until);
            expect(covering).toHaveLength(1);
            const owner = life.changes.findLast((change) => change.at <= at)?.owner ?? '';
            const { person, via, answeringSeat } = resolveSeat(directory, owner, at, { task: TASK });
            expect(covering[0]).toMatchObject({ seat: owner, person: { id: person.id }, via, answeringSeat });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a task that one person was away for', () => {
  const created = '2026-11-23T01:00:00.000Z';
  const dispatched = '2026-11-23T01:00:00.005Z';
  const [from, until] = ['2026-11-24T00:30:00.000Z', '2026-11-25T00:30:00.000Z'];
  const now = '2026-11-26T00:00:00.000Z';
  const changes = [changeTo('330523-TF/A', created, 1), changeTo('330523-O1/A', dispatched, 2)];

  it('was with the deputy meanwhile, with both names and the reason in both languages', () => {
    const directory = smallCounty({ absences: [{ person: 'p-O1-A', from, until, reason: '病假' }] });
    const spans = accountabilityOf(changes, directory, { task: TASK, until: now });
    expect(spans.map((span) => [span.from, span.person.id, span.via])).toEqual([
      [created, 'p-TF-A', 'holder'],
      [dispatched, 'p-O1-A', 'holder'],
      [from, 'p-O1-B', 'deputy'],
      [until, 'p-O1-A', 'holder'],
    ]);
    expect(spans[2]).toMatchObject({
      seat: '330523-O1/A',
      answeringSeat: '330523-O1/B',
      onBehalfOf: { id: 'p-O1-A' },
      reason: { zh: expect.stringContaining('由B角'), en: expect.stringContaining('deputy') },
      broughtBy: { revision: 2, title },
    });
  });

  it('was with the delegate, where it alone was lent', () => {
    const lent = { seat: '330523-O1/A', person: 'p-O1-S2-H', by: 'p-O1-A', from, until, reason: '专项' };
    const directory = smallCounty({ delegations: [{ id: 'd-1', task: TASK, ...lent }] });
    const whose = (task: string) =>
      accountabilityOf(changes, directory, { task, until: now }).map(({ person }) => person.id);
    expect(whose(TASK)).toEqual(['p-TF-A', 'p-O1-A', 'p-O1-S2-H', 'p-O1-A']);
    expect(whose('another')).toEqual(['p-TF-A', 'p-O1-A']);
  });
});

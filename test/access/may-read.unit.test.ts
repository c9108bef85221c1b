import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { mayRead, readScopeOf } from '../../src/access/relations/may-read.ts';
import { relationsOf } from '../../src/access/relations/relations.ts';
import { county } from '../http/stage/county.ts';
import { awayFrom, callerOf, TASK, taskAt } from './callers.ts';

const { seats, units, people } = county();
const seatIds = seats.map(({ id }) => id);

const anyTask = fc.record({
  id: fc.constant(TASK),
  requestedBy: fc.record({
    people: fc.subarray(
      people.map(({ id }) => id),
      { maxLength: 2 },
    ),
    principals: fc.subarray(
      seatIds.map((seat) => `seat:${seat}`),
      { maxLength: 2 },
    ),
  }),
  owner: fc.constantFrom(...seatIds),
  attention: fc.option(fc.constantFrom(...seatIds)),
  unit: fc.option(fc.constantFrom(...units.map(({ code }) => code))),
  submitter: fc.constantFrom(undefined, 'machine:evaluation', 'machine:other'),
});
const anyCaller = fc
  .tuple(fc.constantFrom(...seatIds, 'machine:evaluation'), fc.subarray(seatIds))
  .map(([seat, away]) => callerOf(seat, county({ absences: away.map(awayFrom) })));

describe('what a caller may read', () => {
  it.each([
    ['330523-TF/A', true, true],
    ['330523-TF/D1', true, true],
    ['330523-TF/AU', true, true],
    ['330523-TF/AD', false, false],
    ['330523-O1/A', true, true],
    ['330523-O1/B', true, true],
    ['330523-O1/L', true, true],
    ['330523-O1-S2/H', false, true],
    ['330523-O1-S1/H', false, false],
    ['330523-O2/A', false, false],
    ['330523-O2/L', false, false],
    ['machine:evaluation', false, false],
  ])('%s: the unit’s task %s, its section’s %s', (seat, ofUnit, ofSection) => {
    const unit = '330523-O1';
    expect(mayRead(callerOf(seat), taskAt(`${unit}/A`, unit))).toBe(ofUnit);
    expect(mayRead(callerOf(seat), taskAt(`${unit}-S2/H`, unit))).toBe(ofSection);
  });

  it('follows the task to the seat it waits at', () => {
    const task = taskAt('330523-O1/A', '330523-O1', { attention: '330523-O2/A' });
    expect(mayRead(callerOf('330523-O2/A'), task)).toBe(true);
  });

  it('is the whole unit’s for the head of the host section who stands in for its commissioner', () => {
    const away = county({ absences: ['330523-O1/A', '330523-O1/B'].map(awayFrom) });
    const ofSection = taskAt('330523-O1-S2/H', '330523-O1');
    expect(mayRead(callerOf('330523-O1-S1/H', away), ofSection)).toBe(true);
    expect(mayRead(callerOf('330523-O1-S2/H', away), { ...ofSection, owner: '330523-O1/A' })).toBe(false);
  });

  it('is the same for one task as for lists, but for what a machine handed in', () => {
    fc.assert(
      fc.property(anyCaller, anyTask, (caller, task) => {
        const scope = readScopeOf(caller);
        const listed =
          scope.kind === 'everything' ||
          (task.unit !== null && scope.units.includes(task.unit)) ||
          [task.owner, task.attention].some((seat) => seat !== null && scope.seats.includes(seat));
        expect(mayRead(caller, task)).toBe(listed || task.submitter === caller.id);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is wide enough to act on: whoever has a relation may read', () => {
    fc.assert(
      fc.property(anyCaller, anyTask, (caller, task) => {
        if (relationsOf(caller, task).length > 0) expect(mayRead(caller, task)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

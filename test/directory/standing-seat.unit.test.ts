import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { indexDirectory } from '../../src/directory/directory-index.ts';
import { seatsTakenOverBy, standingSeat } from '../../src/directory/resolve/standing-seat.ts';
import { anyDirectory, anyInstant, anySeat } from './any-directory.ts';
import { smallCounty, withUnit } from './small-county.ts';

const after = '2026-02-01T00:00:00.000Z';
const merged = withUnit(smallCounty(), '330523-O2', { until: '2026-01-15', successor: '330523-O1' });

describe('the seats that a seat took over', () => {
  it('are none but itself while no unit was merged into its own', () => {
    expect(seatsTakenOverBy(smallCounty(), '330523-O1/A', after)).toEqual(['330523-O1/A']);
    expect(seatsTakenOverBy(merged, '330523-O1/A', '2026-01-01T00:00:00.000Z')).toEqual(['330523-O1/A']);
  });

  it('are its counterpart and the sections of a unit that was', () => {
    expect(seatsTakenOverBy(merged, '330523-O1/A', after)).toEqual([
      '330523-O1/A',
      '330523-O2/A',
      '330523-O2-S1/H',
      '330523-O2-S2/H',
    ]);
    expect(seatsTakenOverBy(merged, '330523-O1/L', after)).toEqual(['330523-O1/L', '330523-O2/L']);
  });

  it('are exactly those that stand as it, in any directory', () => {
    fc.assert(
      fc.property(anyDirectory, anySeat, anyInstant, (directory, seat, at) => {
        const index = indexDirectory(directory);
        const standing = directory.seats
          .map(({ id }) => id)
          .filter((id) => id === seat || standingSeat(index, id, Date.parse(at))?.id === seat);
        expect([...seatsTakenOverBy(directory, seat, at)].toSorted()).toEqual(standing.toSorted());
      }),
      { numRuns: 300 },
    );
  });
});

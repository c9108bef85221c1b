import * as fc from 'fast-check';
import type { Directory } from '../../src/directory/directory.ts';
import { DUTY_SEAT } from '../../src/vocabulary/seats.ts';
import { personOf, smallCounty, withUnit } from './small-county.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
const DAYS_30 = 30 * 24;

/** A moment before, within or after everything that happens in `anyDirectory`. */
export const anyInstant = fc.integer({ min: -100, max: 1_300 }).map(instantOf);

const period = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: DAYS_30 }))
  .map(([from, hours]) => ({ from: instantOf(from), until: instantOf(from + hours) }));

const { seats, people, tenures } = smallCounty();
export const anySeat = fc.constantFrom(...seats.map(({ id }) => id));
export const anyPerson = fc.constantFrom(...people.map(({ id }) => id));

/**
 * Any people in any seats for any time, any of them away, any seat lent, two units merged or not, a host moved or not:
 * only the duty seat is kept held.
 */
export const anyDirectory: fc.Arbitrary<Directory> = fc
  .record({
    held: fc.uniqueArray(fc.record({ seat: anySeat, person: anyPerson, period }), {
      selector: ({ seat }) => seat,
      maxLength: 20,
    }),
    away: fc.array(fc.record({ person: anyPerson, period }), { maxLength: 30 }),
    lent: fc.uniqueArray(fc.record({ seat: anySeat, person: anyPerson, period }), {
      selector: ({ seat }) => seat,
      maxLength: 10,
    }),
    merged: fc.boolean(),
    movedAt: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  })
  .map(({ held, away, lent, merged, movedAt }) => {
    const directory = smallCounty({
      tenures: [
        ...tenures.filter(({ seat }) => seat === DUTY_SEAT),
        ...held.flatMap(({ seat, person, period: span }) =>
          seat === DUTY_SEAT ? [] : [{ seat, person, ...span }],
        ),
      ],
      absences: away.map(({ person, period: span }) => ({ person, ...span, reason: '病假' })),
      delegations: lent.map(({ seat, person, period: span }, place) => ({
        id: `d-${place}`,
        seat,
        person,
        by: held.find((tenure) => tenure.seat === seat)?.person ?? personOf(seat),
        ...span,
        reason: '专项工作',
      })),
      ...(movedAt !== undefined && {
        hostings: [
          {
            unit: '330523-O1',
            section: '330523-O1-S1',
            from: '2021-03-31T16:00:00.000Z',
            until: instantOf(movedAt),
          },
          { unit: '330523-O1', section: '330523-O1-S2', from: instantOf(movedAt) },
        ],
      }),
    });
    return merged
      ? withUnit(directory, '330523-O2', { until: '2026-01-15', successor: '330523-O1' })
      : directory;
  });

function instantOf(hours: number): string {
  return new Date(START + hours * HOUR).toISOString();
}

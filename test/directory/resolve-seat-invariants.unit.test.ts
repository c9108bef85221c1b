import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkDirectory } from '../../src/directory/check-directory.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { DUTY_SEAT } from '../../src/directory/directory.ts';
import { resolveSeat } from '../../src/directory/resolve-seat.ts';
import { smallCounty, withUnit } from './small-county.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
const instant = fc
  .integer({ min: -100, max: 1_000 })
  .map((hour) => new Date(START + hour * HOUR).toISOString());
const period = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 300 }))
  .map(([from, hours]) => ({
    from: new Date(START + from * HOUR).toISOString(),
    until: new Date(START + (from + hours) * HOUR).toISOString(),
  }));

const { seats, people, tenures } = smallCounty();
const seatId = fc.constantFrom(...seats.map(({ id }) => id));
const personId = fc.constantFrom(...people.map(({ id }) => id));

/** Any people in any seats for any time, any of them away, two units merged or not: only the duty seat is kept held. */
const anyDirectory: fc.Arbitrary<Directory> = fc
  .record({
    tenures: fc.uniqueArray(fc.record({ seat: seatId, person: personId, period }), {
      selector: ({ seat }) => seat,
      maxLength: 20,
    }),
    absences: fc.array(fc.record({ person: personId, period, reason: fc.constant('病假') }), {
      maxLength: 30,
    }),
    merged: fc.boolean(),
  })
  .map(({ tenures: held, absences, merged }) => {
    const directory = smallCounty({
      tenures: [
        ...tenures.filter(({ seat }) => seat === DUTY_SEAT),
        ...held.flatMap(({ seat, person, period: span }) =>
          seat === DUTY_SEAT ? [] : [{ seat, person, ...span }],
        ),
      ],
      absences: absences.map(({ person, period: span, reason }) => ({ person, ...span, reason })),
    });
    return merged
      ? withUnit(directory, '330523-O2', { until: '2026-01-15', successor: '330523-O1' })
      : directory;
  });

describe('for any directory, seat and moment', () => {
  it('exactly one known person answers, by a rule that holds', () => {
    fc.assert(
      fc.property(anyDirectory, fc.oneof(seatId, fc.string()), instant, (directory, seat, at) => {
        const found = resolveSeat(directory, seat, at);
        expect(directory.people).toContainEqual(found.person);
        expect(found.seat).toBe(seat);
        expect(found.alarm !== undefined).toBe(found.via === 'dutySeat');
        expect(found.onBehalfOf?.id).not.toBe(found.person.id);
        expect(found.reason.zh).toContain(found.person.name);
        if (found.alarm?.code !== 'dutySeatUncovered') {
          const away = directory.absences.some(
            ({ person, from, until }) => person === found.person.id && from <= at && at < until,
          );
          expect(away).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('the answer is the same however often it is asked and however the lists are ordered', () => {
    fc.assert(
      fc.property(anyDirectory, seatId, instant, (directory, seat, at) => {
        const shuffled: Directory = {
          ...directory,
          tenures: directory.tenures.toReversed(),
          absences: directory.absences.toReversed(),
          seats: directory.seats.toReversed(),
        };
        expect(resolveSeat(shuffled, seat, at)).toEqual(resolveSeat(directory, seat, at));
      }),
      { numRuns: 300 },
    );
  });

  it('a directory that can come about by these means passes its own checks', () => {
    fc.assert(
      fc.property(anyDirectory, (directory) => {
        const faults = checkDirectory(directory).filter(({ code }) => code !== 'twoAbsences');
        expect(faults).toEqual([]);
      }),
    );
  });
});

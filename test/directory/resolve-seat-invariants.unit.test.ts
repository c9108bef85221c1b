import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Directory } from '../../src/directory/directory.ts';
import { answerTimeline } from '../../src/directory/resolve/answer-timeline.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { seatsAnsweredBy } from '../../src/directory/resolve/seats-answered-by.ts';
import { anyDirectory, anyInstant, anyPerson, anySeat } from './any-directory.ts';

describe('for any directory, seat and moment', () => {
  it('exactly one known person answers, by a rule that holds', () => {
    fc.assert(
      fc.property(anyDirectory, fc.oneof(anySeat, fc.string()), anyInstant, (directory, seat, at) => {
        const found = resolveSeat(directory, seat, at);
        expect(directory.people).toContainEqual(found.person);
        expect(found.seat).toBe(seat);
        expect(found.alarm !== undefined).toBe(found.via === 'dutySeat');
        expect(found.reason.zh).toContain(found.person.name);
        if (found.via !== 'delegate') expect(found.onBehalfOf?.id).not.toBe(found.person.id);
        if (found.alarm?.code !== 'dutySeatUncovered')
          expect(isAway(directory, found.person.id, at)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the answer is the same however often it is asked and however the lists are ordered', () => {
    fc.assert(
      fc.property(anyDirectory, anySeat, anyInstant, (directory, seat, at) => {
        const reversed: Directory = {
          ...directory,
          tenures: directory.tenures.toReversed(),
          absences: directory.absences.toReversed(),
          delegations: directory.delegations?.toReversed(),
          hostings: directory.hostings?.toReversed(),
          seats: directory.seats.toReversed(),
        };
        expect(resolveSeat(reversed, seat, at)).toEqual(resolveSeat(directory, seat, at));
      }),
      { numRuns: 300 },
    );
  });

  it('the timeline has no gap and says at each moment what the moment says', () => {
    fc.assert(
      fc.property(
        anyDirectory,
        anySeat,
        fc.array(anyInstant, { maxLength: 20 }),
        (directory, seat, moments) => {
          const [from, until] = ['2025-12-01T00:00:00.000Z', '2026-03-10T00:00:00.000Z'];
          const spans = answerTimeline(directory, seat, from, until);
          expect([spans[0]?.from, spans.at(-1)?.until]).toEqual([from, until]);
          spans.slice(1).forEach((span, place) => expect(span.from).toBe(spans[place]?.until));
          for (const at of moments) {
            const span = spans.find((candidate) => candidate.from <= at && at < candidate.until);
            expect(span?.resolution).toEqual(resolveSeat(directory, seat, at));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a person’s seats are exactly those that resolve to them', () => {
    fc.assert(
      fc.property(anyDirectory, anyPerson, anyInstant, (directory, person, at) => {
        const all = directory.seats.map(({ id }) => id);
        const theirs = all.filter((seat) => resolveSeat(directory, seat, at).person.id === person);
        expect([...seatsAnsweredBy(directory, person, at)].toSorted()).toEqual(theirs.toSorted());
      }),
      { numRuns: 500 },
    );
  });
});

function isAway({ absences }: Directory, personId: string, at: string): boolean {
  return absences.some(({ person, from, until }) => person === personId && from <= at && at < until);
}

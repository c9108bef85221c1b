import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { type ClockSpan, clockLedger } from '../../../src/calendar/clock/clock-ledger.ts';
import { type ClockReading, clockSpans } from '../../../src/calendar/clock/clock-spans.ts';
import { latenessCause } from '../../../src/calendar/clock/lateness-cause.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { CLOCK_PARTIES, type ClockParty } from '../../../src/vocabulary/clock-party.ts';
import { county, shanghai } from '../county-calendar.ts';

const at = (wallClock: string, party: ClockParty | null): ClockReading => ({
  at: shanghai(wallClock),
  party,
});

/** Thursday to Tuesday around the make-up Saturday of 11 October 2025. */
const log = [
  at('2025-10-09 09:00', 'taskForce'),
  at('2025-10-09 10:00', 'receipt'),
  at('2025-10-09 11:00', 'commissioner'),
  at('2025-10-10 09:30', 'section'),
  at('2025-10-11 09:30', 'upwardWait'),
  at('2025-10-13 09:30', 'section'),
  at('2025-10-13 09:30', 'commissioner'),
];

describe('the spans of a clock', () => {
  it('follow each other from the first event to now, each with one party', () => {
    expect(clockSpans(log, shanghai('2025-10-14 12:00')).map(({ party, from }) => [party, from])).toEqual([
      ['taskForce', shanghai('2025-10-09 09:00')],
      ['receipt', shanghai('2025-10-09 10:00')],
      ['commissioner', shanghai('2025-10-09 11:00')],
      ['section', shanghai('2025-10-10 09:30')],
      ['upwardWait', shanghai('2025-10-11 09:30')],
      // The section had it for no time at all.
      ['commissioner', shanghai('2025-10-13 09:30')],
    ]);
  });

  it('join where an event leaves the clock with whoever has it', () => {
    const urged = [at('2025-10-09 09:00', 'receipt'), at('2025-10-09 10:00', 'receipt')];
    expect(clockSpans(urged, shanghai('2025-10-09 11:00'))).toEqual([
      { party: 'receipt', from: shanghai('2025-10-09 09:00'), to: shanghai('2025-10-09 11:00') },
    ]);
  });

  it('end with the task, whose last event leaves the clock to nobody', () => {
    const closed = [at('2025-10-09 09:00', 'commissioner'), at('2025-10-09 10:00', null)];
    expect(clockSpans(closed, shanghai('2025-10-09 10:00')).map(({ party }) => party)).toEqual([
      'commissioner',
    ]);
    expect(clockSpans(closed.slice(1), shanghai('2025-10-09 10:00'))).toEqual([]);
  });
});

const causeOf = (readings: readonly ClockReading[], from: string, to: string) =>
  latenessCause(county, clockSpans(readings, shanghai(to)), { from: shanghai(from), to: shanghai(to) });

describe('who caused a lateness', () => {
  it('is the party that had the most working minutes since dispatch', () => {
    // Commissioner 3 h 30 and 4 h on Thursday and 1 h on Friday, then 1 day 3 h; section 1 working day.
    expect(causeOf(log, '2025-10-09 10:00', '2025-10-14 12:00')).toEqual({
      party: 'commissioner',
      minutes: 60 + 240 + 60 + 390 + 210,
      ofMinutes: 60 + 60 + 240 + 60 + 450 + 390 + 210,
    });
  });

  it('is never whoever the clock was stopped for, however long that was', () => {
    const parked = [at('2025-10-09 10:00', 'section'), at('2025-10-09 11:00', 'legalSuspension')];
    expect(causeOf(parked, '2025-10-09 10:00', '2025-11-20 12:00')).toEqual({
      party: 'section',
      minutes: 60,
      ofMinutes: 60,
    });
    expect(causeOf(parked.slice(1), '2025-10-09 11:00', '2025-11-20 12:00')).toBeUndefined();
  });

  it('is of equals the one that had the clock first, also when both had it again later', () => {
    const even = [
      at('2025-10-09 09:00', 'section'),
      at('2025-10-09 10:00', 'commissioner'),
      at('2025-10-09 11:30', 'section'),
    ];
    expect(causeOf(even, '2025-10-09 09:00', '2025-10-09 12:00')?.party).toBe('section');
    expect(causeOf(even.slice(1), '2025-10-09 11:00', '2025-10-09 12:00')?.party).toBe('commissioner');
  });

  it('does not count what lies before the dispatch or after the claim', () => {
    const judged = [
      at('2025-10-09 08:30', 'taskForce'),
      at('2025-10-10 08:30', 'receipt'),
      at('2025-10-10 09:30', 'taskForce'),
    ];
    expect(causeOf(judged, '2025-10-10 08:30', '2025-10-10 09:30')?.party).toBe('receipt');
  });
});

const parties: fc.Arbitrary<ClockParty | null> = fc.constantFrom(
  null,
  ...(Object.keys(CLOCK_PARTIES) as ClockParty[]),
);

const dateOf = (day: number) => new Date(Date.UTC(2031, 0, 1 + day)).toISOString().slice(0, 10);
const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());

/** Calendars of 2031, which has no notice: random weekdays off, random weekend days to make up, odd hours, halves. */
const calendars = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 89 }), { maxLength: 25 }),
    halfDays: fc.uniqueArray(fc.integer({ min: 90, max: 110 }), { maxLength: 4 }),
    confirmed: fc.boolean(),
    open: fc.constantFrom('08:00', '08:30', '09:00'),
    close: fc.constantFrom('17:00', '17:30', '18:07'),
  })
  .map(({ days, halfDays, confirmed, open, close }) => {
    return createCalendar({
      years: [
        {
          year: 2031,
          confirmed,
          days: days
            .map(dateOf)
            .map((date) => ({ date, kind: isWeekend(date) ? 'workday' : 'holiday', name: '试' })),
        },
      ],
      officeHours: [
        {
          since: '2000-01-01',
          sessions: [
            { from: '08:30', to: '12:00' },
            { from: '13:30', to: '17:30' },
          ],
        },
        {
          since: '2031-02-01',
          sessions: [
            { from: open, to: '12:00' },
            { from: '13:00', to: close },
          ],
        },
      ],
      countyDays: halfDays.map((day) => ({
        date: dateOf(day),
        kind: 'workday' as const,
        name: '半日',
        hours: [{ from: '09:00', to: '12:00' }],
      })),
    });
  });

const FROM_MS = Date.UTC(2031, 0, 1);
const moments = fc.oneof(
  fc.integer({ min: 0, max: 120 * 86_400_000 }),
  fc.integer({ min: 0, max: 120 * 1440 }).map((minute) => minute * 60_000),
);

/** Logs with parkings, returns and hours in which nothing happens: any party may follow any other, also at once. */
const logs = fc
  .tuple(fc.array(fc.tuple(moments, parties), { minLength: 1, maxLength: 30 }), moments)
  .map(([events, wait]) => {
    const readings = events
      .toSorted(([a], [b]) => a - b)
      .map(([ms, party]) => ({ at: new Date(FROM_MS + ms).toISOString(), party }));
    const last = Date.parse(readings.at(-1)?.at ?? '');
    return { readings, until: new Date(last + wait).toISOString() };
  });

/** The part of some spans that lies between two instants. */
function clipped(spans: readonly ClockSpan[], from: string, to: string): readonly ClockSpan[] {
  return spans
    .map((span) => ({
      party: span.party,
      from: span.from < from ? from : span.from,
      to: span.to < to ? span.to : to,
    }))
    .filter((span) => span.from < span.to);
}

describe('for every log and calendar', () => {
  it('the attributed working minutes are the elapsed ones, and the spans leave no gap', () => {
    fc.assert(
      fc.property(calendars, logs, (calendar, { readings, until }) => {
        const spans = clockSpans(readings, until);
        const from = readings[0]?.at ?? '';
        const { minutes, nobodyMinutes, totalMinutes } = clockLedger(calendar, spans);
        const attributed = Object.values(minutes).reduce((a, b) => a + b, nobodyMinutes);
        expect(attributed).toBe(workingMinutesBetween(calendar, from, until));
        expect(totalMinutes).toBe(attributed);
        expect([spans[0]?.from ?? until, spans.at(-1)?.to ?? from]).toEqual([from, until]);
        spans.slice(1).forEach((span, n) => {
          expect(span.from).toBe(spans[n]?.to);
          expect(span.party).not.toBe(spans[n]?.party);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('whoever caused a lateness had no less than any other, and never a stopped clock', () => {
    fc.assert(
      fc.property(calendars, logs, moments, (calendar, { readings, until }, cut) => {
        const from = new Date(Math.min(FROM_MS + cut, Date.parse(until))).toISOString();
        const spans = clockSpans(readings, until);
        const cause = latenessCause(calendar, spans, { from, to: until });
        const { minutes } = clockLedger(calendar, clipped(spans, from, until));
        const running = { ...minutes, upwardWait: 0, legalSuspension: 0 };
        const sum = Object.values(running).reduce((a, b) => a + b, 0);
        if (cause === undefined) return expect(sum).toBe(0);
        expect(cause.minutes).toBe(Math.max(...Object.values(running)));
        expect(cause.ofMinutes).toBe(sum);
        expect(['upwardWait', 'legalSuspension']).not.toContain(cause.party);
      }),
      { numRuns: 300 },
    );
  });
});

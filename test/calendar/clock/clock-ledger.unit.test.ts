import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type ClockSpan, clockLedger } from '../../../src/calendar/clock/clock-ledger.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { CLOCK_PARTIES, type ClockParty } from '../../../src/vocabulary/clock-party.ts';
import { county, instants, shanghai } from '../county-calendar.ts';

const parties: ClockParty[] = [
  'taskForce',
  'receipt',
  'commissioner',
  'section',
  'coUnit',
  'upwardWait',
  'legalSuspension',
];

function span(party: ClockParty, from: string, to: string): ClockSpan {
  return { party, from: shanghai(from), to: shanghai(to) };
}

describe('the clock ledger', () => {
  it('says who had the clock for how many working minutes', () => {
    const ledger = clockLedger(county, [
      span('receipt', '2025-06-13 16:30', '2025-06-13 17:00'),
      span('commissioner', '2025-06-13 17:00', '2025-06-16 09:00'),
      span('section', '2025-06-16 09:00', '2025-06-17 09:00'),
      span('legalSuspension', '2025-06-17 09:00', '2025-06-17 11:00'),
      span('section', '2025-06-17 11:00', '2025-06-17 14:00'),
    ]);
    expect(ledger).toEqual({
      minutes: {
        taskForce: 0,
        receipt: 30,
        commissioner: 60,
        section: 450 + 90,
        coUnit: 0,
        upwardWait: 0,
        legalSuspension: 120,
      },
      nobodyMinutes: 0,
      totalMinutes: 750,
      provisional: false,
    });
  });

  it('names every party', () => {
    expect(Object.keys(clockLedger(county, []).minutes).toSorted()).toEqual(parties.toSorted());
    expect(Object.keys(CLOCK_PARTIES).toSorted()).toEqual(parties.toSorted());
  });

  it('is provisional when it touches a year not announced', () => {
    expect(clockLedger(county, [span('section', '2026-12-31 09:00', '2027-01-04 09:00')]).provisional).toBe(
      true,
    );
  });

  it('adds up to the working minutes from first to last, in whatever order the spans come', () => {
    const tiling = fc
      .uniqueArray(instants(2023, 2028), { minLength: 2, maxLength: 12 })
      .map((cuts) => cuts.toSorted())
      .chain((cuts) =>
        fc
          .array(fc.constantFrom(...parties), { minLength: cuts.length, maxLength: cuts.length })
          .chain((owners) => {
            const spans = cuts.slice(1).map((to, i): ClockSpan => {
              return { party: owners[i] ?? 'section', from: cuts[i] ?? to, to };
            });
            return fc.tuple(
              fc.constant(cuts),
              fc.shuffledSubarray(spans, { minLength: spans.length, maxLength: spans.length }),
            );
          }),
      );
    fc.assert(
      fc.property(tiling, ([cuts, spans]) => {
        const { minutes, totalMinutes } = clockLedger(county, spans);
        const sum = Object.values(minutes).reduce((a, b) => a + b, 0);
        expect(sum).toBe(totalMinutes);
        expect(totalMinutes).toBe(workingMinutesBetween(county, cuts[0] ?? '', cuts.at(-1) ?? ''));
      }),
    );
  });

  it('lets a party have the clock for no time at all', () => {
    const { minutes } = clockLedger(county, [
      span('receipt', '2025-06-13 11:00', '2025-06-13 11:00'),
      span('taskForce', '2025-06-13 10:00', '2025-06-13 11:00'),
      span('section', '2025-06-13 11:00', '2025-06-13 11:30'),
    ]);
    expect(minutes).toMatchObject({ taskForce: 60, receipt: 0, section: 30 });
  });

  it('refuses a gap, an overlap and a span that runs backwards, and names what clashes', () => {
    const first = span('receipt', '2025-06-13 10:00', '2025-06-13 11:00');
    expect(() =>
      clockLedger(county, [first, span('section', '2025-06-13 11:01', '2025-06-13 12:00')]),
    ).toThrow(
      'the clock spans receipt 2025-06-13T02:00:00.000Z → 2025-06-13T03:00:00.000Z and section ' +
        '2025-06-13T03:01:00.000Z → 2025-06-13T04:00:00.000Z leave a gap, ' +
        'expected each to begin where the one before ends',
    );
    expect(() =>
      clockLedger(county, [first, span('section', '2025-06-13 10:59', '2025-06-13 12:00')]),
    ).toThrow(/receipt .* and section .* overlap/);
    expect(() => clockLedger(county, [span('section', '2025-06-13 12:00', '2025-06-13 11:00')])).toThrow(
      /section .* ends before it begins/,
    );
  });

  it('refuses an instant that makes no sense and says whose', () => {
    expect(() =>
      clockLedger(county, [{ party: 'coUnit', from: 'x', to: shanghai('2025-06-13 11:00') }]),
    ).toThrow('from of the coUnit span is "x"');
  });
});

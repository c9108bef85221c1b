import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { yellowFrom } from '../../../src/calendar/clock/light.ts';
import {
  type ArmedRung,
  rungsOfDeadline,
  rungsOfDecision,
  rungsOfReceipt,
  rungsOfSendBack,
  rungsOfUrge,
} from '../../../src/calendar/ladder/rungs.ts';
import { dueAt } from '../../../src/calendar/limits/due-at.ts';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { county, instants, shanghai } from '../county-calendar.ts';
import { shippedLadder as ladder } from './shipped-ladder.ts';

const rules = { calendar: county, ladder, urgent: false };

const from = shanghai('2025-09-01 09:00');
const due = shanghai('2025-09-26 17:30');

function timesOf(rungs: readonly ArmedRung[]): readonly (readonly [string, string])[] {
  return rungs.map(({ code, at }) => [code, at]);
}

function armedAt(now: string, terms: object = {}): readonly ArmedRung[] {
  return rungsOfDeadline(rules, { from, dueAt: due, now, ...terms });
}

describe('the rungs of a deadline', () => {
  it('come as offices open, the red notice at the due instant itself', () => {
    expect(timesOf(armedAt(from))).toEqual([
      // 19 working days and a half are the budget; six tenths of it are gone in the twelfth.
      ['behind', expect.stringMatching(/^2025-09-1[67]T/)],
      ['dueSoon', shanghai('2025-09-23 08:30')],
      ['overdue', due],
      // The working day after a Friday is, before National Day 2025, a make-up Sunday.
      ['urgingLetter', shanghai('2025-09-28 08:30')],
      ['circular', shanghai('2025-10-16 08:30')],
    ]);
  });

  it('are keyed by the due instant, whoever writes it', () => {
    const [first] = armedAt(from, { dueAt: '2025-09-26T17:30:00+08:00' });
    expect(first?.key).toBe(`behind@${due}`);
  });

  it('say nothing of a due date to come once it has gone by', () => {
    expect(armedAt(shanghai('2025-10-20 09:00')).map(({ code }) => code)).toEqual([
      'overdue',
      'urgingLetter',
      'circular',
    ]);
  });

  it('warn within the window even when the date is set that late', () => {
    expect(armedAt(shanghai('2025-09-25 09:00')).map(({ code }) => code)).toContain('dueSoon');
  });

  it('do not ask how far a short task has come', () => {
    const short = { from: shanghai('2025-09-15 09:00') };
    expect(armedAt(short.from, short).map(({ code }) => code)).not.toContain('behind');
  });

  it('ask later where the clock was stopped meanwhile', () => {
    const [before] = armedAt(from);
    const [after] = armedAt(from, { suspendedMinutes: 960 });
    // The budget is smaller by as much as the clock stood still: four tenths of that are added.
    expect(workingMinutesBetween(county, before?.at ?? '', after?.at ?? '')).toBe(384);
  });

  it('are whatever the dates in order, with the blue notice as the light turns yellow', () => {
    fc.assert(
      fc.property(
        instants(2024, 2026),
        fc.integer({ min: 1, max: 120 }),
        fc.nat({ max: 20_000 }),
        (start, workingDays, suspendedMinutes) => {
          const { at } = dueAt({ calendar: county, from: start, limit: { workingDays }, suspendedMinutes });
          const rungs = rungsOfDeadline(rules, {
            from: start,
            dueAt: at,
            suspendedMinutes,
            now: start,
          });
          expect(rungs.map((rung) => rung.at)).toEqual(rungs.map((rung) => rung.at).toSorted());
          expect(new Set(rungs.map(({ key }) => key)).size).toBe(rungs.length);
          // What would have announced the date before the task was there announces nothing.
          const yellow = yellowFrom(county, at);
          const announced = rungs.find(({ code }) => code === 'dueSoon')?.at;
          expect(announced).toBe(yellow > start ? yellow : undefined);
          expect(rungs.find(({ code }) => code === 'overdue')?.at).toBe(at);
          const behind = rungs.find(({ code }) => code === 'behind');
          if (behind !== undefined) expect(start < behind.at && behind.at < at).toBe(true);
        },
      ),
    );
  });
});

function codesAt(terms: Parameters<typeof rungsOfDeadline>[1], of = rules) {
  return timesOf(rungsOfDeadline(of, terms));
}

describe('rungs are fair', () => {
  it.each([1, 2, 3])(
    'a limit of %d days, within the warning window, does not warn at dispatch',
    (workingDays) => {
      const start = shanghai('2025-09-15 09:00');
      const { at } = dueAt({ calendar: county, from: start, limit: { workingDays } });
      expect(codesAt({ from: start, dueAt: at, now: start })[0]).toEqual(['overdue', at]);
    },
  );

  it('of a task that was late when it was dispatched count from dispatch, one after the other', () => {
    const start = shanghai('2025-09-15 09:00');
    for (const past of ['2025-09-12 17:30', '2024-12-31 17:30', '2025-09-14 17:30']) {
      expect(codesAt({ from: start, dueAt: shanghai(past), now: start })).toEqual([
        ['overdue', start],
        ['urgingLetter', shanghai('2025-09-16 08:30')],
        ['circular', shanghai('2025-09-28 08:30')],
      ]);
    }
  });

  it.each([
    ['a Saturday', '2025-09-13 17:30', '2025-09-15 08:30'],
    ['a holiday', '2025-10-03 17:30', '2025-10-09 08:30'],
    ['the evening of a working day', '2025-09-12 21:00', '2025-09-15 08:30'],
    ['a working morning before offices open', '2025-09-12 07:00', '2025-09-12 08:30'],
    ['closing time', '2025-09-12 17:30', '2025-09-12 17:30'],
  ])('a notice due on %s goes out in office hours, unless the task is urgent', (_case, day, expected) => {
    const terms = { from, dueAt: shanghai(day), now: from };
    const overdue = (of: typeof rules) => codesAt(terms, of).find(([code]) => code === 'overdue')?.[1];
    expect(overdue(rules)).toBe(shanghai(expected));
    expect(overdue({ ...rules, urgent: true })).toBe(shanghai(day));
  });

  it('a claim sent back at night is told in the morning', () => {
    expect(rungsOfSendBack(rules, 1, shanghai('2025-09-12 22:00'))).toMatchObject([
      { at: shanghai('2025-09-15 08:30') },
    ]);
  });

  it('a receipt not given in time is told, unless the task was received', () => {
    expect(rungsOfReceipt(rules, shanghai('2025-09-16 17:30'))).toEqual([
      {
        key: `unreceived@receipt:${shanghai('2025-09-16 17:30')}`,
        code: 'unreceived',
        at: shanghai('2025-09-16 17:30'),
        unless: { received: true },
      },
    ]);
  });

  it('the limits of the task force have rungs of their own, each kind its own', () => {
    const terms = { from, dueAt: shanghai('2025-09-04 17:30') };
    const codes = (decision: 'triage' | 'review' | 'request') =>
      rungsOfDecision(rules, decision, terms).map(({ code }) => code);
    expect(codes('triage')).toEqual(['decisionOverdue', 'decisionStuck']);
    expect(codes('review')).toEqual(['decisionOverdue', 'decisionStuck']);
    expect(codes('request')).toEqual(['requestLapsing', 'decisionOverdue']);
  });
});

describe('the rungs of other causes', () => {
  it('of an urge come as offices close on the fifth working day after it', () => {
    const urgedAt = shanghai('2025-09-24 10:00');
    // The 28th is worked, 1 to 8 October are not.
    expect(rungsOfUrge(rules, urgedAt)).toEqual([
      {
        key: `criticism@${urgedAt}`,
        code: 'criticism',
        at: shanghai('2025-09-30 17:30'),
        unless: { answered: true },
      },
    ]);
  });

  it('of a claim sent back come at once, each round anew', () => {
    expect(rungsOfSendBack(rules, 2, from)).toEqual([{ key: 'poor@2', code: 'poor', at: from }]);
  });

  it('of a decision come when its time limit is over', () => {
    expect(timesOf(rungsOfDecision(rules, 'ruling', { from, dueAt: due }))).toEqual([
      ['decisionOverdue', due],
      ['decisionStuck', shanghai('2025-09-30 08:30')],
    ]);
  });
});

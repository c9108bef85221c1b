import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dueAt } from '../../src/calendar/due-at.ts';
import { yellowFrom } from '../../src/calendar/light.ts';
import {
  type ArmedRung,
  rungsOfDeadline,
  rungsOfDecision,
  rungsOfSendBack,
  rungsOfUrge,
} from '../../src/calendar/rungs.ts';
import { workingMinutesBetween } from '../../src/calendar/working-time.ts';
import { county, instants, shanghai } from './county-calendar.ts';
import { shippedLadder as ladder } from './shipped-ladder.ts';

const from = shanghai('2025-09-01 09:00');
const due = shanghai('2025-09-26 17:30');

function timesOf(rungs: readonly ArmedRung[]): readonly (readonly [string, string])[] {
  return rungs.map(({ code, at }) => [code, at]);
}

function armedAt(now: string, terms: object = {}): readonly ArmedRung[] {
  return rungsOfDeadline(county, ladder, { from, dueAt: due, now, ...terms });
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
          const rungs = rungsOfDeadline(county, ladder, {
            from: start,
            dueAt: at,
            suspendedMinutes,
            now: start,
          });
          expect(rungs.map((rung) => rung.at)).toEqual(rungs.map((rung) => rung.at).toSorted());
          expect(new Set(rungs.map(({ key }) => key)).size).toBe(rungs.length);
          expect(rungs.find(({ code }) => code === 'dueSoon')?.at).toBe(yellowFrom(county, at));
          expect(rungs.find(({ code }) => code === 'overdue')?.at).toBe(at);
          const behind = rungs.find(({ code }) => code === 'behind');
          if (behind !== undefined) expect(start < behind.at && behind.at < at).toBe(true);
        },
      ),
    );
  });
});

describe('the rungs of other causes', () => {
  it('of an urge come as offices close on the fifth working day after it', () => {
    const urgedAt = shanghai('2025-09-24 10:00');
    // The 28th is worked, 1 to 8 October are not.
    expect(rungsOfUrge(county, ladder, urgedAt)).toEqual([
      {
        key: `criticism@${urgedAt}`,
        code: 'criticism',
        at: shanghai('2025-09-30 17:30'),
        unless: { answered: true },
      },
    ]);
  });

  it('of a claim sent back come at once, each round anew', () => {
    expect(rungsOfSendBack(ladder, 2, from)).toEqual([{ key: 'poor@2', code: 'poor', at: from }]);
  });

  it('of a decision come when its time limit is over', () => {
    expect(rungsOfDecision(county, ladder, due)).toEqual([
      { key: `decisionOverdue@${due}`, code: 'decisionOverdue', at: due },
    ]);
  });
});

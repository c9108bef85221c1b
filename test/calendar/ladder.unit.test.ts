import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type ArmedRung, type Ladder, ladderRungs, nextRungAt, rungsDue } from '../../src/calendar/ladder.ts';
import { loadLadders } from '../../src/calendar/load-ladders.ts';
import { projectRoot } from '../../src/platform/project-root.ts';
import { county, instants, shanghai } from './county-calendar.ts';

const ladder = shipped(await loadLadders(join(projectRoot(), 'config/ladders')));
const dueAt = shanghai('2025-09-26 17:30');

function shipped(ladders: ReadonlyMap<string, Ladder>): Ladder {
  const found = ladders.get('default');
  if (found === undefined) throw new Error('config/ladders holds no ladder named default');
  return found;
}

function at(now: string, firedRungs: readonly string[] = [], suspended = false) {
  return { dueAt, now: shanghai(now), firedRungs, suspended };
}

function codes(rungs: readonly ArmedRung[]): string[] {
  return rungs.map(({ rung }) => rung.code);
}

describe('the ladder shipped', () => {
  it('climbs from a reminder over blue and yellow to red, as offices open', () => {
    expect(ladderRungs(county, ladder, dueAt).map(({ rung, at: when }) => [rung.notice, when])).toEqual([
      ['reminder', shanghai('2025-09-23 08:30')],
      // The working day after a Friday is, before National Day 2025, a make-up Sunday.
      ['blue', shanghai('2025-09-28 08:30')],
      ['yellow', shanghai('2025-10-10 08:30')],
      ['red', shanghai('2025-10-16 08:30')],
    ]);
  });

  it('tells the commissioner first and the task force last, each in both languages', () => {
    expect(ladder.rungs[0]?.tell).toContain('commissioner');
    expect(ladder.rungs.at(-1)?.tell).toContain('taskForce');
    for (const { title, mayDo } of ladder.rungs) {
      expect([title.zh, title.en, mayDo.zh, mayDo.en].every((text) => text.length > 0)).toBe(true);
    }
  });
});

describe('rungs to fire now', () => {
  it.each([
    ['before the window', '2025-09-23 08:29', []],
    ['as the window opens', '2025-09-23 08:30', ['dueSoon']],
    ['on the due day', '2025-09-26 17:30', ['dueSoon']],
    ['in the weekend after it: the reminder came too late and is dropped', '2025-09-27 10:00', []],
    ['on the working day after', '2025-09-28 09:00', ['blueNotice']],
    [
      'after a long silence: every notice still to serve, in order',
      '2025-10-20 09:00',
      ['blueNotice', 'yellowNotice', 'redNotice'],
    ],
  ])('%s', (_case, now, expected) => {
    expect(codes(rungsDue(county, ladder, at(now)))).toEqual(expected);
  });

  it('are none while the clock is legally stopped', () => {
    expect(rungsDue(county, ladder, at('2025-10-20 09:00', [], true))).toEqual([]);
    expect(nextRungAt(county, ladder, at('2025-10-20 09:00', [], true))).toBeNull();
  });

  it('fire once, and anew for a due date that was extended', () => {
    const now = '2025-09-28 09:00';
    const fired = rungsDue(county, ladder, at(now)).map(({ key }) => key);
    expect(rungsDue(county, ladder, at(now, fired))).toEqual([]);
    const extended = { ...at('2025-10-15 09:00', fired), dueAt: shanghai('2025-10-14 17:30') };
    expect(codes(rungsDue(county, ladder, extended))).toEqual(['blueNotice']);
  });

  it('are the same whoever writes the due instant', () => {
    const offset = { ...at('2025-09-28 09:00', ['blueNotice@2025-09-26T09:30:00.000Z']) };
    expect(rungsDue(county, ladder, { ...offset, dueAt: '2025-09-26T17:30:00+08:00' })).toEqual([]);
  });

  it('over any course of looks at the clock each fire at most once, never early, and notices in order', () => {
    fc.assert(
      fc.property(instants(2024, 2026), fc.array(instants(2024, 2026), { maxLength: 15 }), (due, looks) => {
        const fired: ArmedRung[] = [];
        for (const now of looks.toSorted()) {
          const terms = { dueAt: due, now, firedRungs: fired.map(({ key }) => key), suspended: false };
          const next = nextRungAt(county, ladder, terms);
          const rungs = rungsDue(county, ladder, terms);
          expect(rungs.length > 0).toBe(next !== null && next <= now);
          for (const rung of rungs) expect(rung.at <= now).toBe(true);
          fired.push(...rungs);
        }
        const order = ladder.rungs.map(({ code }) => code);
        const positions = codes(fired).map((code) => order.indexOf(code));
        expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('the next rung', () => {
  it('is the earliest that has not fired', () => {
    expect(nextRungAt(county, ladder, at('2025-09-01 09:00'))).toBe(shanghai('2025-09-23 08:30'));
    expect(nextRungAt(county, ladder, at('2025-09-27 09:00'))).toBe(shanghai('2025-09-28 08:30'));
  });

  it('is none at the end of the ladder', () => {
    const all = ladderRungs(county, ladder, dueAt).map(({ key }) => key);
    expect(nextRungAt(county, ladder, at('2025-10-20 09:00', all))).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Calendar, createCalendar } from '../../src/calendar/calendar.ts';
import { dueAt } from '../../src/calendar/limits/due-at.ts';
import { type OpenDeadline, previewCalendar } from '../../src/calendar/preview-calendar.ts';
import type { Limit } from '../../src/vocabulary/limit.ts';
import { county, instants, shanghai, withYear } from './county-calendar.ts';

const year2027 = {
  year: 2027,
  confirmed: true,
  days: [
    { date: '2027-01-01', kind: 'holiday' as const, name: '元旦' },
    { date: '2027-01-02', kind: 'workday' as const, name: '元旦补班' },
  ],
};

interface Named extends OpenDeadline {
  readonly id: string;
}

const ids = (list: readonly Named[]) => list.map(({ id }) => id);
const movedOf = (calendar: Calendar, list: readonly Named[]) =>
  previewCalendar(calendar, list).moved.map(({ deadline, ...rest }) => ({
    id: deadline.id,
    before: deadline.dueAt,
    ...rest,
  }));

function open(id: string, from: string, limit: Limit, suspendedMinutes?: number): Named {
  const { at, provisional } = dueAt({ calendar: county, from, limit, suspendedMinutes });
  return { id, from, limit, suspendedMinutes, dueAt: at, provisional };
}

describe('previewing a new year', () => {
  it('shows which deadlines move, which become certain, and leaves the rest alone', () => {
    const from = shanghai('2026-12-30 09:00');
    const deadlines = [
      open('within 2026', from, { workingDays: 1 }),
      open('onto New Year', from, { workingDays: 2 }),
      open('past the make-up day', from, { workingDays: 3 }),
      open('a date', from, { date: '2027-03-01' }),
      open('stopped', from, { workingDays: 1 }, 450),
    ];
    const preview = previewCalendar(withYear(county, year2027), deadlines);
    expect(movedOf(withYear(county, year2027), deadlines)).toEqual([
      {
        id: 'onto New Year',
        before: shanghai('2027-01-01 17:30'),
        after: shanghai('2027-01-02 17:30'),
        provisional: false,
      },
      {
        id: 'stopped',
        before: shanghai('2027-01-01 17:30'),
        after: shanghai('2027-01-02 17:30'),
        provisional: false,
      },
    ]);
    expect(ids(preview.settled)).toEqual(['past the make-up day', 'a date']);
    expect(preview.unsettled).toEqual([]);
    expect(preview.unchanged).toBe(1);
  });

  it('serves any change of the calendar, such as a day off of the county', () => {
    const deadline = open('in 2026', shanghai('2026-03-26 09:00'), { workingDays: 1 });
    const countyDays = [{ date: '2026-03-27', kind: 'holiday' as const, name: '县庆' }];
    const next = createCalendar({ years: county.years, officeHours: county.officeHours, countyDays });
    expect(movedOf(next, [deadline])).toEqual([
      {
        id: 'in 2026',
        before: shanghai('2026-03-27 17:30'),
        after: shanghai('2026-03-30 17:30'),
        provisional: false,
      },
    ]);
  });

  it('unsettles what rested on a year taken back to a draft', () => {
    const deadline = open('in 2026', shanghai('2026-03-02 09:00'), { workingDays: 5 });
    const draft = { ...year2027, year: 2026, confirmed: false, days: [] };
    expect(ids(previewCalendar(withYear(county, draft), [deadline]).unsettled)).toEqual(['in 2026']);
  });

  it('leaves a budget of hours where it is, though the dispatch was recorded a moment after it was counted', () => {
    const deadline = open('hours', shanghai('2026-03-02 09:00'), { workingHours: 5 });
    const recorded = { ...deadline, from: new Date(Date.parse(deadline.from) + 40).toISOString() };
    expect(previewCalendar(county, [recorded])).toMatchObject({ moved: [], unchanged: 1 });
  });

  it('accounts for every deadline once, and touches none that ends before the year', () => {
    const deadlines = fc
      .array(fc.tuple(instants(2025, 2027), fc.integer({ min: 1, max: 80 })))
      .map((terms) => terms.map(([from, workingDays], i) => open(`deadline ${i}`, from, { workingDays })));
    fc.assert(
      fc.property(deadlines, (list) => {
        const { moved, settled, unsettled, unchanged } = previewCalendar(withYear(county, year2027), list);
        expect(moved.length + settled.length + unsettled.length + unchanged).toBe(list.length);
        const early = new Set(
          list.filter((deadline) => deadline.dueAt < '2026-12-31T16').map(({ id }) => id),
        );
        expect(
          moved.some(({ deadline }) => early.has(deadline.id)) || settled.some(({ id }) => early.has(id)),
        ).toBe(false);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Absence, Directory } from '../../src/directory/directory.ts';
import { type OfficeCalendar, workingDaysBetween } from '../../src/directory/office-calendar.ts';
import { coverage, gapsOn, newGaps } from '../../src/directory/resolve/coverage.ts';
import { plainOfficeHours } from './plain-office-hours.ts';
import { smallCounty, withUnit } from './small-county.ts';

/** Monday to Friday. */
const week = plainOfficeHours((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
const MONDAY = '2026-11-23';

function away(person: string, from: string, until: string): Absence {
  return {
    person,
    from: `${from}T00:00:00.000+08:00`,
    until: `${until}T00:00:00.000+08:00`,
    reason: '年休假',
  };
}

describe('coverage', () => {
  it('of a county in order has somebody in each unit on each of the next 60 working days', () => {
    const found = coverage(smallCounty(), week, MONDAY);
    expect(found).toMatchObject({ from: MONDAY, to: '2027-02-12', workingDays: 60, gaps: [] });
    for (const { days } of found.units) expect(days).toMatchObject({ holder: 60, gap: 0 });
  });

  it('counts each day by the weakest rule that somebody answered by', () => {
    const absences = [away('p-O1-A', '2026-11-24', '2026-11-26'), away('p-O1-B', '2026-11-25', '2026-11-26')];
    const found = coverage(smallCounty({ absences }), week, MONDAY, 5);
    expect(found.units[0]).toMatchObject({
      unit: '330523-O1',
      days: { holder: 3, deputy: 1, hostSectionHead: 1, gap: 0 },
      gaps: [],
    });
  });

  it('shows a gap with its unit, day and hours, and whom the tasks fall to', () => {
    const absences = ['p-O1-A', 'p-O1-B'].map((person) => away(person, '2026-11-20', '2026-11-30'));
    const ill = { ...away('p-O1-S1-H', '2026-11-24', '2026-11-25'), from: '2026-11-24T12:00:00.000+08:00' };
    const found = coverage(smallCounty({ absences: [...absences, ill] }), week, MONDAY, 5);
    expect(found.gaps).toEqual([
      {
        unit: '330523-O1',
        unitName: '县教育局',
        seat: '330523-O1/A',
        day: '2026-11-24',
        from: '2026-11-24T04:00:00.000Z',
        until: '2026-11-24T09:30:00.000Z',
        fallsTo: '任330523-TF/A',
        reason: expect.objectContaining({ zh: expect.stringContaining('不在岗') }),
      },
    ]);
    expect(found.units[0]?.days).toMatchObject({ hostSectionHead: 4, gap: 1 });
  });

  it('of an abolished unit is its successor’s', () => {
    const merged = withUnit(smallCounty(), '330523-O2', { until: '2026-11-25', successor: '330523-O1' });
    const absences = ['p-O2-A', 'p-O2-B', 'p-O2-S1-H'].map((person) =>
      away(person, '2026-11-25', '2027-01-01'),
    );
    expect(coverage({ ...merged, absences }, week, MONDAY, 10).gaps).toEqual([]);
    expect(coverage({ ...smallCounty(), absences }, week, MONDAY, 10).gaps).toHaveLength(8);
  });

  it('begins with the day a unit begins', () => {
    const later = withUnit(smallCounty(), '330523-O2', { from: '2026-11-25' });
    expect(coverage(later, week, MONDAY, 5).units[1]?.days.holder).toBe(3);
  });

  it('refuses a calendar without working days', () => {
    const never = plainOfficeHours(() => false);
    expect(() => coverage(smallCounty(), never, MONDAY)).toThrow('no working day');
  });
});

/** The gaps that an absence would tear in the unit of the people of these tests. */
function gapsOfAbsence(before: Directory, absence: Absence, calendar: OfficeCalendar) {
  const days = workingDaysBetween(calendar, absence.from, absence.until);
  const after = { ...before, absences: [...before.absences, absence] };
  const units = new Set(before.units.map(({ code }) => code));
  return newGaps(gapsOn(before, calendar, days, units), gapsOn(after, calendar, days, units));
}

describe('an absence that is asked for', () => {
  const others = ['p-O1-B', 'p-O1-S1-H'].map((person) => away(person, '2026-11-26', '2026-12-02'));
  const county = smallCounty({ absences: others });

  it('shows the gaps it would tear, on its working days only', () => {
    const asked = away('p-O1-A', '2026-11-27', '2026-12-05');
    expect(gapsOfAbsence(county, asked, week).map(({ day }) => day)).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
    ]);
  });

  it('shows none where somebody is left', () => {
    expect(gapsOfAbsence(county, away('p-O1-A', '2026-12-02', '2026-12-30'), week)).toEqual([]);
    expect(gapsOfAbsence(county, away('p-O2-A', '2026-11-27', '2026-12-30'), week)).toEqual([]);
  });

  it('is not blamed for gaps that are there without it', () => {
    const torn = { ...county, absences: [...others, away('p-O1-A', '2026-11-27', '2026-11-28')] };
    const asked = away('p-O1-L', '2026-11-27', '2026-11-28');
    expect(gapsOfAbsence(torn, asked, week)).toEqual([]);
  });
});

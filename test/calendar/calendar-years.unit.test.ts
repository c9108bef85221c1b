import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import * as chineseDays from 'chinese-days';
import { z } from 'zod';
import { describeDay, isWorkingDay, workingDaysBetween } from '../../src/calendar/working-days.ts';
import { county } from './county-calendar.ts';

const SeedSchema = z.object({
  dates: z.array(z.object({ date: z.string(), type: z.enum(['public_holiday', 'transfer_workday']) })),
});

function seedOf(year: number): Map<string, string> {
  const path = createRequire(import.meta.url).resolve(`holiday-calendar/data/CN/${year}.json`);
  const { dates } = SeedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Map(dates.map(({ date, type }) => [date, type === 'public_holiday' ? 'holiday' : 'workday']));
}

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    days.push(new Date(ms).toISOString().slice(0, 10));
  }
  return days;
}

describe('the years shipped', () => {
  it('are 2024, 2025 and 2026, all confirmed, each with its notice', () => {
    expect(county.years.map(({ year, confirmed, notice }) => [year, confirmed, notice?.number])).toEqual([
      [2024, true, '国办发明电〔2023〕7号'],
      [2025, true, '国办发明电〔2024〕12号'],
      [2026, true, '国办发明电〔2025〕7号'],
    ]);
  });

  it.each([2024, 2025, 2026])('%i lists the days of the package it was taken from', (year) => {
    const listed = county.years.find((known) => known.year === year)?.days ?? [];
    expect(new Map(listed.map(({ date, kind }) => [date, kind as string]))).toEqual(seedOf(year));
  });

  it.each([2024, 2025, 2026])('%i agrees with a second, independent package on every day', (year) => {
    const ours = daysOf(year).filter((date) => isWorkingDay(county, date));
    expect(ours).toEqual(daysOf(year).filter((date) => chineseDays.isWorkday(date)));
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has as many working days as the State Council left it: %i', (year, expected) => {
    expect(workingDaysBetween(county, `${year - 1}-12-31`, `${year}-12-31`)).toBe(expected);
  });
});

describe('facts anybody remembers', () => {
  it.each(['2025-10-01', '2025-10-06', '2025-10-08', '2026-02-15', '2026-02-23', '2024-06-10'])(
    'nobody works on %s',
    (date) => expect(isWorkingDay(county, date)).toBe(false),
  );

  it.each(['2025-09-28', '2025-10-11', '2026-02-14', '2026-02-28', '2026-01-04', '2024-02-04'])(
    'everybody makes up for a holiday on %s, a Saturday or Sunday',
    (date) => {
      expect([0, 6]).toContain(new Date(date).getUTCDay());
      expect(describeDay(county, date)).toMatchObject({ working: true, provisional: false });
      expect(describeDay(county, date).name).toMatch(/补班$/);
    },
  );

  it('2027 follows the week and is provisional until its notice is there', () => {
    expect(describeDay(county, '2027-10-01')).toEqual({ working: true, provisional: true });
    expect(describeDay(county, '2027-10-02')).toEqual({ working: false, provisional: true });
  });
});

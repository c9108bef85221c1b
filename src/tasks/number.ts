import { countyYearOf } from '../directory/county-day.ts';

/** The number people call a task by, e.g. `2026-000123`: the county year of its creation and its serial. */
export function numberOf(serial: number, createdAt: string): string {
  return `${countyYearOf(createdAt)}-${String(serial).padStart(6, '0')}`;
}

/** The serial in a number as people type it, also without leading zeros; undefined where the text is none. */
export function serialOf(text: string): number | undefined {
  const digits = /^20\d\d-(\d{1,12})$/.exec(text.normalize('NFKC').trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

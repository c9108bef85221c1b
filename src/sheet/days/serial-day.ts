import type { Epoch } from '../grid.ts';

const DAY_MS = 86_400_000;
// Spreadsheets count 29 February 1900, which never was; from March of that year on the count is right from this day.
const STARTS: Readonly<Record<Epoch, number>> = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

/** A spreadsheet's day as it would show it: `2026-12-31`, with `17:30` where it has a time; undefined before 1900. */
export function serialDay(serial: number, epoch: Epoch): string | undefined {
  if (!(serial >= 0) || serial > 100_000) return undefined;
  const minutes = Math.round(serial * 1_440);
  const shown = new Date(STARTS[epoch] + minutes * 60_000).toISOString();
  const time = shown.slice(11, 16);
  if (serial < 1) return time;
  return minutes * 60_000 >= DAY_MS && time === '00:00'
    ? shown.slice(0, 10)
    : `${shown.slice(0, 10)} ${time}`;
}

/**
 * China keeps one offset all year round (no summer time since 1991), so a county day needs no calendar library and no
 * zone look-up. A test holds the offset against the tz database.
 */
const COUNTY_OFFSET = '+08:00';
export const COUNTY_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The instant (ISO, UTC) at which a county day given as `YYYY-MM-DD` begins. */
export function startOfCountyDay(day: string): string {
  return new Date(`${day}T00:00:00${COUNTY_OFFSET}`).toISOString();
}

/** The county day (`YYYY-MM-DD`) in which an instant lies. */
export function countyDayOf(instant: string | number): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(at + COUNTY_OFFSET_MS).toISOString().slice(0, 10);
}

/** The county year in which an instant lies. */
export function countyYearOf(instant: string): number {
  return new Date(Date.parse(instant) + COUNTY_OFFSET_MS).getUTCFullYear();
}

/** County time to the minute, as people write it, e.g. `2026-12-01 17:30`. */
export function countyMinuteOf(instant: string): string {
  return new Date(Date.parse(instant) + COUNTY_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** County time of day to the millisecond, e.g. `17:30:00.000`. */
export function countyTimeOf(instant: string): string {
  return new Date(Date.parse(instant) + COUNTY_OFFSET_MS).toISOString().slice(11, 23);
}

/** The county day `days` after another. */
export function countyDayAfter(day: string, days: number): string {
  return countyDayOf(Date.parse(startOfCountyDay(day)) + days * DAY_MS);
}

/** Epoch milliseconds of an ISO instant, or of the start of a county day when only a date is given. */
export function momentOf(dayOrInstant: string): number {
  return Date.parse(dayOrInstant.length === 10 ? startOfCountyDay(dayOrInstant) : dayOrInstant);
}

import type { Language } from '../words.ts';

const COUNTY_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** An instant in county time, as people write it; the year where it is not the present one. */
export function whenOf(iso: string, nowMs: number, language: Language): string {
  const at = new Date(Date.parse(iso) + COUNTY_MS);
  const year = at.getUTCFullYear();
  const clock = at.toISOString().slice(11, 16);
  const thisYear = new Date(nowMs + COUNTY_MS).getUTCFullYear() === year;
  if (language === 'zh') {
    const day = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
    return `${thisYear ? '' : `${year}年`}${day} ${clock}`;
  }
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${day}${thisYear ? '' : ` ${year}`} ${clock}`;
}

/** Groups of a desk, by when this seat must act. */
export type Group = 'late' | 'today' | 'week' | 'later' | 'noDate';

export const GROUPS: readonly Group[] = ['late', 'today', 'week', 'later', 'noDate'];

/** The group of an item that has to be acted on by an instant. */
export function groupOf(by: string | null, nowMs: number): Group {
  if (by === null) return 'noDate';
  const atMs = Date.parse(by);
  if (atMs < nowMs) return 'late';
  const days = dayOf(atMs) - dayOf(nowMs);
  if (days === 0) return 'today';
  return days < 7 ? 'week' : 'later';
}

function dayOf(ms: number): number {
  return Math.floor((ms + COUNTY_MS) / DAY_MS);
}

import { countyDayOf, momentOf } from '../county-day.ts';
import { refuse } from './refusal.ts';

/** Clocks of clients differ, and requests take a while: an instant that has just passed means now. */
const JUST_PASSED_MS = 5 * 60_000;

/**
 * The instant from which something given as a day or an instant takes effect. What was is never rewritten: an earlier
 * day or instant is refused, and today, or a moment ago, means from now on.
 */
export function effectiveFrom(moment: string, now: string): string {
  if (moment === countyDayOf(now)) return new Date(now).toISOString();
  const at = momentOf(moment);
  const past = Date.parse(now) - at;
  if (past > 0 && past <= JUST_PASSED_MS && moment.length > 10) return new Date(now).toISOString();
  if (past > 0) {
    refuse(
      'inThePast',
      moment,
      `${moment}已经过去，只能从现在（${now}）起变更，历史不改写`,
      `${moment} has passed, expected now (${now}) or later: history is not rewritten`,
    );
  }
  return new Date(at).toISOString();
}

/** An instant given as a day or an instant, wherever it lies. */
export function instantOf(moment: string): string {
  return new Date(momentOf(moment)).toISOString();
}

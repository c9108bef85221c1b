import { countyDayOf, momentOf } from '../county-day.ts';
import { refuse } from './refusal.ts';

/** Clocks of clients differ, and requests take a while: an instant that has just passed means now. */
const JUST_PASSED_MS = 5 * 60_000;

/**
 * The instant from which something given as a day or an instant takes effect. What was is never rewritten: an earlier
 * day or instant is refused, and today, or a moment ago, means from now on.
 */
export function effectiveFrom(moment: string, now: string): string {
  return (
    comingInstant(moment, now) ??
    refuse(
      'inThePast',
      moment,
      `${moment}已经过去，只能从现在（${now}）起变更，历史不改写`,
      `${moment} has passed, expected now (${now}) or later: history is not rewritten`,
    )
  );
}

/** The same instant, or undefined where it has passed. */
export function comingInstant(moment: string, now: string): string | undefined {
  const past = Date.parse(now) - momentOf(moment);
  if (past <= 0) return instantOf(moment);
  const isNow = moment.length === 10 ? moment === countyDayOf(now) : past <= JUST_PASSED_MS;
  return isNow ? instantOf(now) : undefined;
}

/** An instant given as a day or an instant, wherever it lies. */
export function instantOf(moment: string): string {
  return new Date(momentOf(moment)).toISOString();
}

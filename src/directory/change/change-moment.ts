import { countyDayOf, momentOf } from '../county-day.ts';
import { refuse } from './refusal.ts';

/**
 * The instant from which something given as a day or an instant takes effect. What was is never rewritten: an earlier
 * day is refused, and today means from now on.
 */
export function effectiveFrom(moment: string, now: string): string {
  if (moment === countyDayOf(now)) return new Date(now).toISOString();
  const at = momentOf(moment);
  if (at < Date.parse(now)) {
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

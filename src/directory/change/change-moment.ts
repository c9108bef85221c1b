import { countyDayAfter, countyDayOf, DAY_MS, momentOf } from '../../vocabulary/county-day.ts';
import { refuse } from './refusal.ts';

/** Clocks of clients differ, and requests take a while: an instant that has just passed means now. */
const JUST_PASSED_MS = 5 * 60_000;

/** How far back something may be recorded afterwards. */
const MOST_DAYS_BACK = 366;

/** When a change is made (ISO instant), and whether what has passed may be recorded in it. */
export interface ChangeTime {
  readonly now: string;
  readonly acceptsPast?: boolean;
}

/**
 * The instant from which something given as a day or an instant takes effect. An earlier day or instant is refused
 * unless the change says why it is recorded afterwards; today, or a moment ago, means from now on.
 */
export function effectiveFrom(moment: string, { now, acceptsPast = false }: ChangeTime): string {
  const coming = comingInstant(moment, now);
  if (coming !== undefined) return coming;
  if (!acceptsPast) {
    return refuse(
      'inThePast',
      moment,
      `${moment}已经过去，只能从现在（${now}）起变更；如系补登，请在变更中写明 acceptPast（补登理由）`,
      `${moment} has passed, expected now (${now}) or later; to record it afterwards say why in acceptPast`,
    );
  }
  if (Date.parse(now) - momentOf(moment) <= MOST_DAYS_BACK * DAY_MS) return instantOf(moment);
  return refuse(
    'inThePast',
    moment,
    `${moment}已过去一年以上，最多补登${MOST_DAYS_BACK}天内的事项`,
    `${moment} lies more than a year back, expected at most ${MOST_DAYS_BACK} days`,
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

/** The end of a period, given as its last day or as an instant: people count both days of a leave. */
export function endOf(moment: string): string {
  return instantOf(moment.length === 10 ? countyDayAfter(moment, 1) : moment);
}

import type { z } from 'zod';
import { dueAt } from '../../calendar/limits/due-at.ts';
import { limitFor, limitsOf } from '../../calendar/limits/task-limits.ts';
import { workingMinutesBetween } from '../../calendar/working-time.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { IncomingEvent } from '../../engine/steps/step.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { RESET_DEADLINE } from '../../vocabulary/effects.ts';
import { rungsFor } from '../clock/rungs-for.ts';
import type { County } from '../county.ts';

/**
 * Answers a task whose clock runs again now: the same limit, with the working minutes credited for which the clock stood
 * still. A unit that had not received it yet has a new limit for that. `now` is an ISO instant.
 */
export function answerDeadline(params: unknown, county: County, now: string): IncomingEvent {
  const asked = RESET_DEADLINE.params.parse(params);
  const { workflow, cause, recount, received, urgent } = asked;
  const calendar = county.calendar();
  const { from, suspendedMinutes, due } = countedAt(asked, county, now);
  const within = limitFor(limitsOf(county.limits(), workflow), 'receipt');
  const receipt = received ? {} : { receiptDueAt: dueAt({ calendar, from: now, limit: within }).at };
  return RESET_DEADLINE.answers.deadlineSet({
    cause,
    dueAt: due.at,
    provisional: due.provisional,
    suspendedMinutes,
    rungs: rungsFor(county, { from, dueAt: due.at, suspendedMinutes, now, urgent, ...receipt }),
    ...(recount === undefined ? {} : { recount }),
    ...receipt,
  });
}

/** Why a corrected limit would have run out before anybody reads of it; undefined where it has not, or that is meant. */
export function refusalOfDeadline(params: unknown, county: County, now: string): Title | undefined {
  const asked = RESET_DEADLINE.params.parse(params);
  if (asked.cause !== 'corrected' || asked.acceptPast) return undefined;
  const { due } = countedAt(asked, county, now);
  if (due.at > now) return undefined;
  const by = countyMinuteOf(due.at);
  return {
    zh: `更正后的期限为 ${by}，已经过去；确需如此请在 acceptPastDate 说明理由`,
    en: `The corrected limit would have run out on ${by}; say why in acceptPastDate if that is meant`,
  };
}

/** The limit from where it counts; a correction leaves as it is for how long the clock has stood still. */
function countedAt(
  { cause, limit, from: counted, since, suspendedMinutes: before }: z.output<typeof RESET_DEADLINE.params>,
  county: County,
  now: string,
) {
  const calendar = county.calendar();
  const from = counted ?? since;
  const still = cause === 'corrected' ? 0 : Math.max(0, workingMinutesBetween(calendar, since, now));
  const suspendedMinutes = before + still;
  return { from, suspendedMinutes, due: dueAt({ calendar, from, limit, suspendedMinutes }) };
}

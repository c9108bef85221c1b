import { z } from 'zod';
import { dueAt, LimitSchema } from '../calendar/due-at.ts';
import { limitFor, limitsOf } from '../calendar/task-limits.ts';
import { workingMinutesBetween } from '../calendar/working-time.ts';
import type { IncomingEvent } from '../engine/step.ts';
import type { County } from './county.ts';
import { rungsFor } from './rungs-for.ts';

/** What the effect `resetDeadline` carries. */
const deadlineParams = z.strictObject({
  workflow: z.string(),
  cause: z.enum(['upheld', 'resumed', 'reviewed']),
  limit: LimitSchema,
  from: z.string().nullable(),
  suspendedMinutes: z.int(),
  since: z.string(),
  received: z.boolean(),
  urgent: z.boolean().default(false),
});

/**
 * Answers a task whose clock runs again now: the same limit, with the working minutes credited for which the clock stood
 * still. A unit that had not received it yet has a new limit for that. `now` is an ISO instant.
 */
export function answerDeadline(params: unknown, county: County, now: string): IncomingEvent {
  const {
    workflow,
    cause,
    limit,
    from: counted,
    since,
    received,
    urgent,
    ...before
  } = deadlineParams.parse(params);
  const calendar = county.calendar();
  const from = counted ?? since;
  const suspendedMinutes = before.suspendedMinutes + Math.max(0, workingMinutesBetween(calendar, since, now));
  const due = dueAt({ calendar, from, limit, suspendedMinutes });
  const within = limitFor(limitsOf(county.limits(), workflow), 'receipt');
  const receipt = received ? {} : { receiptDueAt: dueAt({ calendar, from: now, limit: within }).at };
  return {
    type: 'deadlineSet',
    data: {
      cause,
      dueAt: due.at,
      provisional: due.provisional,
      suspendedMinutes,
      rungs: rungsFor(county, { from, dueAt: due.at, suspendedMinutes, now, urgent, ...receipt }),
      ...receipt,
    },
  };
}

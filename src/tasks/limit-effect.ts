import { z } from 'zod';
import { dueAt, LimitSchema } from '../calendar/due-at.ts';
import type { IncomingEvent } from '../engine/step.ts';
import type { County } from './county.ts';

/** What the effect `resolveLimit` carries. */
const limitParams = z.object({ limit: LimitSchema });

/** Answers a task that asks when its limit runs out, counted from `now`, an ISO instant. */
export function answerLimit(params: unknown, county: Pick<County, 'calendar'>, now: string): IncomingEvent {
  const { limit } = limitParams.parse(params);
  return {
    type: 'limitResolved',
    data: { dueAt: dueAt({ calendar: county.calendar(), from: now, limit }).at },
  };
}

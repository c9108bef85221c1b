import { z } from 'zod';
import type { ParamsOf } from '../src/engine/definition/effect-contract.ts';
import type { ROUTE } from '../src/vocabulary/effects.ts';
import { instant, seatId, sentence, unitCode } from './fields.ts';
import { rung } from './rungs.ts';
import { by } from './vocabulary.ts';

/** What the effect `route` carries; the answer is `routed` or `routingFailed`. */
export type RouteParams = ParamsOf<typeof ROUTE>;

/** Rungs of the supervision ladder that are still to come. */
export const rungs = z.array(rung).max(100);

/** The stored reason in full stays in the event; the machine keeps what a reader needs at a glance. */
export const reason = z.looseObject({ step: z.string(), sentence });

export const candidate = z.object({ unit: z.string(), name: z.string(), score: z.number(), why: sentence });

/** The two answers of routing, the same for every workflow that routes. */
export const routingEvents = {
  routed: {
    title: { zh: '交办', en: 'Dispatch' },
    by: by('engine'),
    data: z.strictObject({
      unit: unitCode,
      seat: seatId,
      reason,
      dueAt: instant,
      receiptDueAt: instant,
      /** Until when the unit may return it; absent where the type of task knows no return. */
      returnDueAt: instant.optional(),
      rungs: rungs.optional(),
      /** True while the calendar that the due date rests on is not announced. */
      provisional: z.boolean().default(false),
    }),
  },
  routingFailed: {
    title: { zh: '转人工分派', en: 'Leave to triage' },
    by: by('engine'),
    data: z.strictObject({ reason, candidates: z.array(candidate).max(10).default([]) }),
  },
} as const;

/** Why a task is where it is, short enough to be carried along. */
export const because = z.object({ step: z.string(), sentence });

import { z } from 'zod';
import { instant, seatId, taskId } from '../fields.ts';
import { rungs } from '../routing-events.ts';
import { climbedRung } from '../rungs.ts';

/** Where a task stands on the supervision ladder. */
export const supervision = {
  /** Still to come, the earliest first. */
  rungs,
  /** Whose time has come, each key once. */
  climbed: z.array(climbedRung),
  /** One for each seat that was told. */
  notices: z.array(
    z.strictObject({
      child: taskId,
      key: z.string(),
      seat: seatId,
      acknowledgedAt: instant.nullable(),
    }),
  ),
};

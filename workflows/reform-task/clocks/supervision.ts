import { z } from 'zod';
import { instant, seatId, taskId } from '../../fields.ts';
import { rungs } from '../../routing-events.ts';
import { climbedRung } from '../../rungs.ts';
import { noticeAnswer } from '../../supervision-notice/answer.ts';

const notice = z.strictObject({
  child: taskId,
  /** Of the rung; each seat has one notice of it. */
  key: z.string(),
  seat: seatId,
  copy: z.boolean(),
  mustAnswer: z.boolean(),
  issuedAt: instant,
  acknowledged: z
    .strictObject({
      at: instant,
      by: z.strictObject({ principal: z.string(), name: z.string() }),
      answer: noticeAnswer.nullable(),
    })
    .nullable(),
  recalledAt: instant.nullable(),
  /** Key of the notice that it follows: it is recalled with that one. */
  of: z.string().optional(),
});

/** Where a task stands on the supervision ladder. */
export const supervision = {
  /** Still to come, the earliest first. */
  rungs,
  /** Whose time has come, each key once. */
  climbed: z.array(climbedRung),
  /** One for each seat that was told. */
  notices: z.array(notice),
  /** Key of the letter whose answer is awaited; null where none is, or where a person urged. */
  letter: z.string().nullable(),
};

export type Notice = z.output<typeof notice>;

import { z } from 'zod';
import { taskItem } from './task.ts';
import { title } from './words.ts';

const instant = z.iso.datetime();

/** A task as an inbox shows it: with what may be done, and how far it has come. */
export const inboxItem = taskItem
  .extend({
    actions: z
      .array(z.strictObject({ type: z.string(), title }))
      .readonly()
      .meta({
        description: '本人此刻可办理的环节 What the caller may do now',
      }),
    receiptDueAt: instant.nullable().meta({ description: '签收时限 By when it is to be received' }),
    urges: z
      .strictObject({
        count: z.int(),
        lastAt: instant.nullable(),
        answered: z.boolean(),
        answerBy: instant.nullable(),
      })
      .nullable()
      .meta({
        description:
          '催办：几次、最近何时、何时前答复 How often it was urged, when last, and by when to answer',
      }),
    sections: z
      .strictObject({ open: z.int(), finished: z.int(), total: z.int() })
      .nullable()
      .meta({ description: '分办：在办、办结、共几项 Section assignments: open, finished, in all' }),
  })
  .meta({ id: 'InboxItem' });

export type InboxItem = z.input<typeof inboxItem>;

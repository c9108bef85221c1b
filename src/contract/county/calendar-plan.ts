import { z } from 'zod';
import { calendarChangeSchema } from '../../calendar/change/calendar-change.ts';

const instant = z.iso.datetime();

const deadline = z
  .strictObject({
    task: z.uuid(),
    number: z.string(),
    unit: z.string().nullable(),
    owner: z.string(),
    dueAt: instant.meta({ description: '现行期限 As it is now' }),
  })
  .meta({ id: 'OpenDeadline' });

const movedDeadline = deadline
  .extend({ newDueAt: instant, provisional: z.boolean() })
  .meta({ id: 'MovedDeadline' });

/** So many are listed of each kind; all are counted. */
export const MOST_LISTED = 1_000;

const listed = <T extends z.ZodType>(item: T) =>
  z.strictObject({ count: z.int(), tasks: z.array(item).readonly() });

/** What a change of the calendar does to the open deadlines, or would do. */
export const calendarPlan = z
  .strictObject({
    dryRun: z.boolean(),
    made: z.boolean().meta({ description: '已生效 In force now' }),
    version: z.int().meta({ description: '此后有效的日历版本 Version of the calendar in force after this' }),
    digest: z.string().meta({ description: '变更后日历的摘要 Digest of the calendar as changed' }),
    reason: z.string(),
    operations: calendarChangeSchema.shape.operations.readonly(),
    deadlines: z.strictObject({
      open: z.int(),
      moved: listed(movedDeadline).meta({
        description: `期限变动的在办任务，最多列出 ${MOST_LISTED} 件 Open tasks that are due at another time`,
      }),
      settled: listed(deadline).meta({ description: '期限不变、由暂定转为确定 No longer provisional' }),
      unsettled: listed(deadline).meta({ description: '期限不变、由确定转为暂定 Newly provisional' }),
      unchanged: z.int(),
    }),
  })
  .meta({ id: 'CalendarPlan' });

export type CalendarPlanView = z.input<typeof calendarPlan>;

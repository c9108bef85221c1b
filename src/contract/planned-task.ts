import { z } from 'zod';
import { LimitSchema } from '../vocabulary/limit.ts';
import { seatView } from './seat.ts';
import { taskItem, warnings } from './task.ts';
import { title } from './words.ts';

const candidate = z.strictObject({ unit: z.string(), name: z.string(), score: z.number(), why: title });
const candidates = z.array(candidate).readonly();
const instant = z.iso.datetime().nullable();

/** What would become of a matter that is handed in now. */
export const plannedTask = z
  .strictObject({
    dryRun: z.literal(true),
    workflow: z.string(),
    title: z.string(),
    routing: z
      .union([
        z.strictObject({
          kind: z.literal('unit'),
          unit: z.strictObject({ code: z.string(), name: z.string() }),
          owner: seatView,
          reason: title,
          runnersUp: candidates,
        }),
        z.strictObject({ kind: z.literal('triage'), candidates, reason: title }),
      ])
      .nullable(),
    limit: LimitSchema.nullable().meta({
      description: '完成时限；未填的为所取默认时限 The limit; the default where none is written',
    }),
    limitBy: z.strictObject({ rule: z.string(), sentence: title }).nullable().meta({
      description: '取自哪条默认时限；自填的为 null Which default it was taken from; null where written',
    }),
    dueAt: instant.meta({ description: '期限；转人工分派的尚无 Null where it would go to triage' }),
    receiptDueAt: instant.meta({ description: '签收时限 By when the unit has to receive it' }),
    returnDueAt: instant.meta({ description: '退回时限 Until when the unit may return it' }),
    provisional: z.boolean().meta({ description: '涉及尚未公布放假安排的年度 Rests on an unannounced year' }),
    warnings,
    duplicates: z
      .array(taskItem)
      .readonly()
      .meta({ description: '同名的在办任务 Open tasks of the same title that the caller may read' }),
  })
  .meta({ id: 'PlannedTask' });

export type PlannedTask = z.input<typeof plannedTask>;

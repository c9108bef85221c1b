import { z } from 'zod';
import { MEASURES, type MeasureKind } from '../vocabulary/measures.ts';
import { lateCause } from './clock.ts';
import { nextCursor } from './page.ts';
import { taskItem } from './task.ts';
import { title } from './words.ts';

/** By what late tasks may be counted: who has them, how far the ladder was climbed, who caused the lateness. */
export const GROUPINGS = ['unit', 'seat', 'rung', 'party'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const instant = z.iso.datetime();

/** What was done about a late task. */
const measure = z
  .strictObject({
    kind: z.enum(Object.keys(MEASURES) as [MeasureKind, ...MeasureKind[]]),
    title,
    count: z.int(),
    lastAt: instant,
  })
  .meta({ id: 'Measure' });

/** A late task as a supervisor sees it. */
export const overdueItem = taskItem
  .extend({
    daysLate: z.number().meta({ description: '超期工作日，保留一位 Working days late, cut to one decimal' }),
    late: title,
    stateSince: instant,
    reason: title,
    cause: lateCause
      .nullable()
      .meta({ description: '交办以来占时最多的一方 Who had the running clock longest since dispatch' }),
    measures: z.array(measure).readonly(),
    done: title.meta({ description: '已采取的措施 What was done about it' }),
  })
  .meta({ id: 'OverdueTask' });

/** Late tasks that have something in common. */
export const overdueGroup = z
  .strictObject({
    key: z
      .string()
      .nullable()
      .meta({ description: '单位编码、岗位、督办梯级或计时方 Unit, seat, rung or party; null: none' }),
    title,
    count: z.int(),
    mostDaysLate: z.number(),
  })
  .meta({ id: 'OverdueGroup' });

/** Late tasks, counted and page by page. */
export const overduePage = z.strictObject({
  asOf: instant,
  countedAt: instant,
  total: z.int(),
  groupBy: z.enum(GROUPINGS),
  grouped: z.int(),
  groups: z.array(overdueGroup).readonly(),
  items: z.array(overdueItem).readonly(),
  nextCursor,
});

export type Measure = Readonly<z.input<typeof measure>>;
export type OverdueItem = Readonly<z.input<typeof overdueItem>>;
export type OverdueGroup = Readonly<z.input<typeof overdueGroup>>;
export type Overdue = Readonly<z.input<typeof overduePage>>;

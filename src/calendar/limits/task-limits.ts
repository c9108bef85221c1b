import { z } from 'zod';
import { said, saidIssue } from '../../platform/wording/said.ts';
import { DefaultLimitsSchema } from './default-limits.ts';

const days = z.int().min(1).max(250);

/** A budget of working time. */
const budget = z.union([z.strictObject({ workingDays: days }), z.strictObject({ workingHours: days })], {
  error: said(
    '应为 1 至 250 的 workingDays 或 workingHours',
    'expected workingDays or workingHours from 1 to 250',
  ),
});

const times = z.int().min(0).max(20);
const tier = z.strictObject({ workingDays: z.int().min(0).max(250), times });

/** The limits of one type of task beside its due date; parts that a type does not know are left out. */
export const TaskLimitsSchema = z
  .strictObject({
    taskType: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected the name of a workflow'),
    warnWorkingDays: z.int().min(0).max(250).optional().meta({
      description:
        '到期前几个工作日亮黄灯；各类任务同用改革任务的一个数 Working days before due from which the light is yellow; that of reform tasks holds in all lists',
    }),
    defaults: DefaultLimitsSchema.optional().meta({
      description:
        '未写完成时限时的默认时限，自上而下第一条相符的有效 Limits taken where none is written; the first that fits holds',
    }),
    receipt: budget.optional().meta({ description: '签收时限 From dispatch to receipt' }),
    return: budget.optional().meta({ description: '退回时限 Within which a unit may return it' }),
    triage: budget.optional().meta({ description: '人工分派时限 For the task force to assign' }),
    ruling: budget.optional().meta({ description: '裁定时限 For the task force to rule on a return' }),
    review: budget.optional().meta({
      description:
        '审核时限；不写则同裁定 For the task force to review a claim; as for a ruling where left out',
    }),
    acknowledge: budget.optional().meta({
      description: '签收督办单的时限；不写则同签收 To acknowledge a notice; as for receipt where left out',
    }),
    decision: z
      .strictObject({ leader: budget, taskForce: budget })
      .optional()
      .meta({ description: '申请的签批、批准时限，逾期失效 To decide a request, which lapses undecided' }),
    extension: z
      .strictObject({
        leaderAlone: tier.meta({
          description: '单位可自行批准的天数和次数 What the leader of the unit may grant alone',
        }),
        most: tier.meta({ description: '每次最多天数和总次数 What nobody grants more of' }),
      })
      .optional(),
    parking: z
      .strictObject({
        mostWorkingDays: days.meta({ description: '复核日期最远 How far ahead the review date may lie' }),
        mostProlongations: times.optional().meta({
          description: '复核时最多续挂几次；不写为 0 How often a review may prolong it; never where left out',
        }),
      })
      .optional(),
    urge: z
      .strictObject({
        intervalHours: z.int().min(0).max(720).meta({
          description: '两次催办的最小间隔（小时） Hours by the clock between two urges',
        }),
        answer: budget.meta({ description: '答复催办的时限 To answer an urge' }),
      })
      .optional(),
  })
  .superRefine(({ extension }, context) => {
    for (const key of ['workingDays', 'times'] as const) {
      const most = extension?.most[key] ?? 0;
      if ((extension?.leaderAlone[key] ?? 0) <= most) continue;
      const path = ['extension', 'leaderAlone', key];
      context.addIssue({
        code: 'custom',
        path,
        ...saidIssue({
          zh: `至多 ${most}，没有人能批准更多`,
          en: `expected at most ${most}, as nobody grants more`,
        }),
      });
    }
  })
  .readonly();

export type TaskLimits = z.infer<typeof TaskLimitsSchema>;

type Part = Exclude<keyof TaskLimits, 'taskType'>;

/** One part of the limits; throws where the type of task has none but asks for it. */
export function limitFor<Name extends Part>(limits: TaskLimits, part: Name): NonNullable<TaskLimits[Name]> {
  const found = limits[part];
  if (found !== undefined) return found;
  throw new Error(`The limits of ${limits.taskType} have no "${part}", expected it in config/limits.`);
}

/** The limits of a county by type of task. */
export type LimitsByType = ReadonlyMap<string, TaskLimits>;

/** The limits of one type of task; throws where there are none. */
export function limitsOf(limits: LimitsByType, taskType: string): TaskLimits {
  const found = limits.get(taskType);
  if (found !== undefined) return found;
  throw new Error(
    `There are no limits of "${taskType}", expected config/limits/${taskType}.yaml beside ${[...limits.keys()].join(', ')}.`,
  );
}

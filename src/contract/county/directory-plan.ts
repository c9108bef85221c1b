import { z } from 'zod';
import { operationSchema } from '../../directory/change/change.ts';
import { person } from '../seat.ts';
import { title } from '../words.ts';
import { coverageGap } from './coverage.ts';

const instant = z.iso.datetime();

export const seatMove = z.strictObject({
  seat: z.string(),
  from: instant,
  until: instant.optional().meta({ description: '没有则长期 Without an end it lasts' }),
  before: person.optional(),
  after: person,
  via: z.string(),
  openTasks: z.int().meta({ description: '该岗位此刻在办任务数 Tasks now open with the seat' }),
});

const personSeats = z
  .strictObject({ person, openTasks: z.int(), seats: z.array(seatMove).readonly() })
  .meta({ id: 'PersonSeats' });

const refusal = z
  .strictObject({
    code: z.string(),
    operation: z.int().optional().meta({ description: '第几项操作，从 0 起 Place of the operation, from 0' }),
    value: z.string(),
    message: title,
  })
  .meta({ id: 'DirectoryRefusal' });

/** What a change of the directory does, or would do. */
export const changePlan = z
  .strictObject({
    dryRun: z.boolean(),
    made: z.boolean().meta({ description: '已生效 In force now' }),
    version: z.int().meta({ description: '此后有效的目录版本 Version of the directory in force after this' }),
    reason: z.string(),
    operations: z.array(operationSchema).readonly(),
    problems: z.array(refusal).readonly(),
    gains: z
      .array(personSeats)
      .readonly()
      .meta({ description: '谁将负责哪些岗位及其任务 Who gains which seats' }),
    loses: z
      .array(personSeats)
      .readonly()
      .meta({ description: '谁将不再负责哪些岗位 Who loses which seats' }),
    gaps: z
      .array(coverageGap)
      .readonly()
      .meta({ description: '因此无人在岗的办公时间 Hours left uncovered by it' }),
    amended: z.array(seatMove).readonly().meta({
      description:
        '补登后，过去的责任人与此前所记不同之处 What it changes of the past: who is said to have answered',
    }),
    warnings: z.array(title).readonly().meta({
      description: '一人兼任申请与决定两岗等提醒 What to be aware of, e.g. one person who asks and decides',
    }),
    keys: z
      .array(z.strictObject({ seat: z.string(), person, from: instant, how: title }))
      .readonly()
      .meta({
        description:
          '新任职人需要新密钥：已写入评估密钥文件，或应执行的命令 New holders need keys: where they are, or which command to run',
      }),
  })
  .meta({ id: 'DirectoryPlan' });

export type PlanView = z.input<typeof changePlan>;

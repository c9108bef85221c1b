import { z } from 'zod';
import { clockParty } from './clock.ts';
import { lights } from './light.ts';
import { seatView } from './seat.ts';
import { title } from './words.ts';

const unitView = z.strictObject({ code: z.string(), name: z.string() });
const instant = z.iso.datetime();
const state = title.extend({ path: z.string() }).meta({ id: 'State' });

/** What every answer says of a task. */
const common = {
  id: z.uuid(),
  number: z.string().meta({ description: '编号，例如 2026-000123' }),
  workflow: z.string(),
  title: z.string(),
  state,
  category: z.string().nullable(),
  urgency: z.string().nullable(),
  dueAt: instant.nullable(),
  revision: z.int(),
  parent: z.uuid().nullable(),
  createdAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
};

const actView = z
  .strictObject({
    seat: z.string(),
    code: z.string(),
    by: instant.nullable(),
    late: z.boolean(),
    words: title,
  })
  .meta({ id: 'Act' });

const clockNow = title.extend({ party: clockParty, stopped: z.boolean() }).meta({ id: 'ClockNow' });

const record = z
  .strictObject({
    source: z.string().nullable(),
    receivedAt: instant.nullable(),
    originalDueAt: instant.nullable(),
    dueAt: instant.nullable().meta({ description: '最后的期限 The due date in force last' }),
    claimedAt: instant.nullable(),
    passedAt: instant.nullable(),
    daysLate: z.number().nullable().meta({
      description:
        '超期工作日：未结的算至此刻，已结的算至办结申请 Working days late, until now or until it was claimed done',
    }),
    answer: z
      .strictObject({ at: instant, reason: z.string(), expectedCompletion: z.iso.date() })
      .nullable()
      .meta({ description: '单位最近一次书面答复 What the unit last answered in writing' }),
    unmetRequest: z
      .strictObject({
        kind: z.enum(['return', 'extension', 'parking']),
        askedAt: instant,
        as: z.enum(['declined', 'denied', 'refused', 'lapsed']),
        at: instant,
        reason: title.nullable(),
        told: title,
      })
      .nullable()
      .meta({
        description:
          '未获同意或逾期失效的申请，告知申请人 A request that came to nothing, for whoever made it',
      }),
  })
  .meta({ id: 'TaskRecord' });

/** A task as lists show it. */
export const taskItem = z
  .strictObject({
    ...common,
    kind: title.meta({ description: '任务种类，例如督办单 What kind of task it is' }),
    links: z.strictObject({
      self: z.string(),
      parent: z.string().optional().meta({ description: '所属任务 The task that it is about or part of' }),
    }),
    unit: unitView.nullable(),
    owner: seatView,
    attention: seatView.nullable(),
    light: z.enum(lights),
    record: record.meta({ description: '结办后仍可查的事实 What stays readable once it is closed' }),
    act: actView.nullable().meta({
      description:
        '此刻该谁在何时前做什么；待办里是本人岗位该做的 Who has to do what by when; in an inbox what the reader’s seat has to do',
    }),
    clock: clockNow.nullable().meta({
      description: '现计时方；挂账时时钟停走 Who has the clock; stopped while the task is parked',
    }),
  })
  .meta({ id: 'TaskItem' });

/** An event as this caller finds it on this task now. */
export const taskAction = z
  .strictObject({
    type: z.string(),
    title,
    allowed: z.boolean(),
    /** JSON Schema (2020-12) of the event's `data`, where it is allowed. */
    schema: z.record(z.string(), z.unknown()).optional(),
    /** Why it is refused, where it is. */
    reason: title.optional(),
  })
  .meta({ id: 'TaskAction' });

const namedRung = {
  key: z.string(),
  code: z.string(),
  title,
  colour: z.enum(['blue', 'yellow', 'red']).nullable(),
};

/** Where a task stands on the supervision ladder. */
const ladder = z
  .strictObject({
    /** While the clock stands still, and once the task is done. */
    silent: z.boolean(),
    toCome: z.array(z.strictObject({ ...namedRung, at: instant })).readonly(),
    /** `fired` is false where the task was spared the rung. */
    climbed: z.array(z.strictObject({ ...namedRung, at: instant, fired: z.boolean() })).readonly(),
    notices: z
      .array(
        z.strictObject({
          ...namedRung,
          /** Of the notice, which is a task of its own. */
          id: z.uuid(),
          seat: seatView,
          copy: z.boolean(),
          mustAnswer: z.boolean(),
          issuedAt: instant,
          acknowledged: z
            .strictObject({
              at: instant,
              by: z.strictObject({ principal: z.string(), name: z.string() }),
              answer: z.strictObject({ reason: z.string(), expectedCompletion: z.iso.date() }).nullable(),
            })
            .nullable(),
          recalledAt: instant.nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Ladder' });

/** A task with all there is to it. */
export const fullTask = taskItem
  .extend({
    serial: z.int(),
    version: z.int().meta({ description: '流程版本' }),
    /** What the workflow remembers of the task. */
    context: z.record(z.string(), z.unknown()),
    ladder: ladder.nullable().meta({ description: '督办梯；无督办梯的任务为空 Null where a task has none' }),
    children: z.array(z.uuid()).readonly(),
    actions: z.array(taskAction).readonly(),
  })
  .meta({ id: 'Task' });

/** Something that was taken and is worth a second look. */
const warning = z
  .strictObject({
    pointer: z.string().meta({ description: 'JSON Pointer，指向 data 或 input 中的值 Into data or input' }),
    code: z.string(),
    message: z.string(),
    nearest: z.array(z.strictObject({ code: z.string(), name: z.string() })).readonly(),
  })
  .meta({ id: 'Warning' });

export const warnings = z.array(warning).readonly();

/** A task as answers to changes show it: what changed hands, and what the caller may do next. */
export const changedTask = z
  .strictObject({
    ...common,
    version: z.int(),
    unit: z.string().nullable(),
    owner: z.strictObject({ seat: z.string() }),
    attention: z.strictObject({ seat: z.string() }).nullable(),
    /** Types of the events that the caller may send now. */
    actions: z.array(z.string()).readonly(),
    /** Of what was sent, in the caller's language. */
    warnings,
  })
  .meta({ id: 'ChangedTask' });

export type TaskItem = Readonly<z.input<typeof taskItem>>;
export type UnitView = Readonly<z.input<typeof unitView>>;
export type ActView = Readonly<z.input<typeof actView>>;
export type ClockNow = Readonly<z.input<typeof clockNow>>;
export type RecordView = Readonly<z.input<typeof record>>;
export type FullTask = z.input<typeof fullTask>;
export type ChangedTask = z.input<typeof changedTask>;
export type TaskAction = z.input<typeof taskAction>;

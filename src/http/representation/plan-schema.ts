import { z } from 'zod';
import { operationSchema } from '../../directory/change/change.ts';
import type { ChangePlan } from '../../directory/change/plan-change.ts';
import type { PersonSeats, SeatMove } from '../../directory/change/seat-moves.ts';
import { crossedSeats } from '../../directory/check/crossed-seats.ts';
import { momentOf } from '../../directory/county-day.ts';
import type { Directory, Tenure } from '../../directory/directory.ts';
import { spokenWords } from '../../directory/spoken.ts';
import type { Words } from '../../platform/wording/words.ts';
import { coverageGap } from './coverage-schema.ts';
import { title } from './task-schema.ts';

const person = z.strictObject({ id: z.string(), name: z.string() });
const instant = z.iso.datetime();

const seatMove = z.strictObject({
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

export interface PlanSight {
  /** Whether it has been carried out. */
  readonly made: boolean;
  /** File of the evaluation keys, where the product keeps one. */
  readonly keysFile?: string | undefined;
}

/** A plan as it is answered. */
export function planView(plan: ChangePlan, { made, keysFile }: PlanSight): PlanView {
  const { before, after, change, conflicts, seatsGained, seatsLost, gaps, amended } = plan;
  return {
    dryRun: !made,
    made,
    version: made ? after.version : before.version,
    reason: change.reason,
    operations: change.operations,
    problems: conflicts.map((one) => ({ ...one, message: spokenWords(after, one.message) })),
    gains: seatsGained.map(seatsView),
    loses: seatsLost.map(seatsView),
    gaps,
    amended: amended.map(moveView),
    warnings: crossingsOf(before, after).map(({ zh, en }) => ({ zh, en })),
    keys: newHolders(before, after).map((tenure) => {
      const { seat, person: id, from } = tenure;
      const name = after.people.find((one) => one.id === id)?.name ?? id;
      return { seat, person: { id, name }, from, how: howToLetIn(tenure, keysFile) };
    }),
  };
}

/** Of those who are appointed: seats that they hold then, of which one decides what the other asks for. */
function crossingsOf(before: Directory, after: Directory): readonly Words[] {
  const found = newHolders(before, after).flatMap(({ person: who, from }) =>
    crossedSeats(after, who, momentOf(from)),
  );
  return [...new Map(found.map((words) => [words.zh, words])).values()];
}

/** Tenures that the change began: a key of whoever held the seat before is good for nobody else. */
function newHolders(before: Directory, after: Directory): readonly Tenure[] {
  const known = new Set(before.tenures.map(({ seat, person: who, from }) => `${seat} ${who} ${from}`));
  return after.tenures.filter(({ seat, person: who, from }) => !known.has(`${seat} ${who} ${from}`));
}

/** How a new holder comes by a key. */
function howToLetIn({ seat, person: who }: Tenure, keysFile: string | undefined): Words {
  if (keysFile !== undefined) {
    return { zh: `到任时写入 ${keysFile}`, en: `in ${keysFile} as soon as the tenure begins` };
  }
  const command = `onedoor key issue --seat ${seat} --person ${who}`;
  return {
    zh: `请执行“${command}”，或由管理员 POST /api/v1/keys`,
    en: `run “${command}”, or POST /api/v1/keys`,
  };
}

function seatsView({ person: who, seats, openTasks }: PersonSeats): PlanView['gains'][number] {
  return {
    person: named(who),
    openTasks,
    seats: seats.map(moveView),
  };
}

function moveView({ before, after, ...move }: SeatMove): z.input<typeof seatMove> {
  return { ...move, ...(before && { before: named(before) }), after: named(after) };
}

function named({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

import { z } from 'zod';
import { CivilDateSchema } from '../calendar/calendar-schema.ts';
import type { LightBounds } from '../calendar/light.ts';
import { countyDayAfter, startOfCountyDay } from '../directory/county-day.ts';
import { Problem } from '../platform/problem.ts';
import { said } from '../platform/said.ts';
import { serialOf } from './number.ts';

const word = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), {
    error: said('含有控制字符，请删去', 'Holds control characters; remove them'),
  });
const dayOrInstant = z.union([CivilDateSchema, z.iso.datetime({ offset: true })]);

/** Fewest characters a text search works on: one 汉字 is in half of all titles and no index can help. */
const FEWEST_CHARACTERS = 2;

/** The filters of every list of tasks, as query parameters. */
export const taskFilterFields = {
  unit: word.optional().describe('单位编码 Unit code'),
  seat: word.optional().describe('责任岗位 Accountable seat'),
  state: word.optional().describe('环节，含其下各环节 State path, with the states within, e.g. open'),
  light: z.enum(['green', 'yellow', 'red']).optional().describe('红黄绿灯 Light of open tasks'),
  category: word.optional().describe('事项分类，含其下各类 Category, with those below it'),
  dueFrom: dayOrInstant.optional().describe('期限自（含） Due on or after this day or instant'),
  dueTo: dayOrInstant.optional().describe('期限至（含） Due on or before this day or instant'),
  text: word
    .optional()
    .describe('编号或任务名称中的文字，至少两个字 Number, or two or more characters of the title'),
  workflow: word.optional().describe('流程 Workflow'),
  parent: z.uuid().optional().describe('上级任务 Parent task'),
  status: z.enum(['open', 'closed']).optional().describe('未结或已结 Open or closed'),
};

const taskFilterSchema = z.strictObject(taskFilterFields);
export type TaskFilter = z.infer<typeof taskFilterSchema>;

/** What a filter asks of the rows: every member narrows, absent ones do not. */
export interface RowFilter {
  readonly serial?: number;
  readonly unit?: string;
  readonly seat?: string;
  readonly state?: string;
  readonly category?: string;
  readonly workflow?: string;
  readonly parent?: string;
  readonly open?: boolean;
  /** Half-open, ISO instants. */
  readonly dueFrom?: string;
  readonly dueBefore?: string;
  /** Found anywhere in the title, whatever the case. */
  readonly text?: string;
}

/** Turns a filter into what is asked of rows at one instant. Throws `query-invalid` for texts too short to search. */
export function rowFilterOf(filter: TaskFilter, bounds: LightBounds): RowFilter {
  const { unit, seat, state, category, workflow, parent, light, status } = filter;
  return present({
    unit,
    seat,
    state,
    category: category?.replace(/\/+$/, ''),
    workflow,
    parent,
    open: openOf(light, status),
    dueFrom: latest(filter.dueFrom && startOf(filter.dueFrom), light && lightSpan(light, bounds).from),
    dueBefore: earliest(filter.dueTo && endOf(filter.dueTo), light && lightSpan(light, bounds).before),
    ...textOrSerial(filter.text),
  });
}

function openOf(light: TaskFilter['light'], status: TaskFilter['status']): boolean | undefined {
  if (light !== undefined && status === 'closed') {
    throw new Problem(
      'query-invalid',
      {
        zh: `light=${light}：已结任务没有灯色，请去掉 status 或 light。`,
        en: `light=${light}: closed tasks have no light; leave out status or light.`,
      },
      {
        parameter: 'light',
      },
    );
  }
  return light !== undefined ? true : status && status === 'open';
}

function lightSpan(
  light: NonNullable<TaskFilter['light']>,
  { overdueBefore, yellowBefore }: LightBounds,
): { from?: string; before?: string } {
  if (light === 'red') return { before: overdueBefore };
  if (light === 'yellow') return { from: overdueBefore, before: yellowBefore };
  return { from: yellowBefore };
}

function textOrSerial(text: string | undefined): Pick<RowFilter, 'text' | 'serial'> {
  const trimmed = text?.trim();
  if (trimmed === undefined) return {};
  const serial = serialOf(trimmed);
  if (serial !== undefined) return { serial };
  if (Array.from(trimmed).length >= FEWEST_CHARACTERS) return { text: trimmed };
  throw new Problem(
    'query-invalid',
    {
      zh: `text=${trimmed}：请至少输入 ${FEWEST_CHARACTERS} 个字。`,
      en: `text=${trimmed}: enter at least ${FEWEST_CHARACTERS} characters.`,
    },
    { parameter: 'text' },
  );
}

function startOf(day: string): string {
  return day.length === 10 ? startOfCountyDay(day) : new Date(day).toISOString();
}

/** The instant just after a day, or after the millisecond of an instant, since the end is included. */
function endOf(day: string): string {
  return day.length === 10
    ? startOfCountyDay(countyDayAfter(day, 1))
    : new Date(Date.parse(day) + 1).toISOString();
}

// ISO instants in UTC with milliseconds order as texts.
function latest(...instants: (string | undefined)[]): string | undefined {
  return instants
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}

function earliest(...instants: (string | undefined)[]): string | undefined {
  return instants.filter((at) => at !== undefined).toSorted()[0];
}

function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

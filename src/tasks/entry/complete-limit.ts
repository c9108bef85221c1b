import { z } from 'zod';
import type { LimitFacts } from '../../calendar/limits/default-limits.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { Judged } from '../../engine/steps/judge.ts';
import { CREATED } from '../../engine/steps/step.ts';
import { counted } from '../../platform/wording/counted.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { limitInWords } from '../../vocabulary/limit-words.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import { type DefaultTaken, defaultLimit, noDefault } from '../clock/default-limit.ts';
import type { County } from '../county.ts';
import type { EntryNote } from './note.ts';

/** Data with the limit that its sender left to the county, and what is to be said of that. */
export interface Completed {
  readonly data: unknown;
  readonly notes: readonly EntryNote[];
}

const facts = z.object({
  source: z.string().nullish(),
  category: z.string().nullish(),
  urgency: z.string().nullish(),
  limit: z.unknown().optional(),
});

/**
 * Takes the default where a submission says no limit. A correction of what a default went by takes another one as long as
 * no unit has the task; afterwards the limit that the unit was given stays, which is said.
 */
export function completeLimit(judged: Judged, county: County): Completed {
  const { definition, type, data, task } = judged;
  if (type === CREATED && 'limitBy' in shapeOf(definition.input)) return submitted(judged, county);
  const declared = definition.events[type]?.data;
  if (task === undefined || declared === undefined || !('limitBy' in shapeOf(declared)))
    return { data, notes: [] };
  return corrected(judged, county);
}

function shapeOf(schema: z.ZodType): object {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function submitted({ definition: { name, input }, data }: Judged, county: County): Completed {
  const { limit, ...given } = facts.parse(data);
  if (limit !== undefined) return { data, notes: [] };
  const of = withoutNulls(given);
  const taken = defaultLimit(county, name, of);
  if (taken === undefined) return { data, notes: [noteOf('refused', 'limit-missing', missing(name, of))] };
  const completed = withDefault(data, taken);
  // In the order of the schema, as a loaded task has it: the same task has the same tag everywhere.
  return { ...completed, data: input.parse(completed.data) };
}

function corrected({ definition, data, task }: Judged, county: County): Completed {
  const { name } = definition;
  const before = readingsOf(definition).defaulted?.(task?.snapshot.context) ?? undefined;
  const { limit, ...given } = facts.parse(data);
  if (before === undefined || limit !== undefined) return { data, notes: [] };
  const { source, category, urgency } = { ...before, ...given };
  const taken = defaultLimit(county, name, withoutNulls({ source, category, urgency }));
  if (taken === undefined) return { data, notes: [] };
  const isAsLong = isSame(taken.limit, before.limit);
  // Also where it is as long: the task records from which default it is, and what that went by.
  if (task?.facets.unit === null && !(isAsLong && isSame(taken.limitBy, before.by)))
    return withDefault(data, taken);
  if (isAsLong) return { data, notes: [] };
  return { data, notes: [noteOf('warned', 'limit-kept', kept(before.limit, taken))] };
}

function withDefault(data: unknown, taken: DefaultTaken): Completed {
  return {
    data: { ...Object(data), ...taken },
    notes: [noteOf('warned', 'limit-default', taken.limitBy.sentence)],
  };
}

function missing(workflow: string, of: LimitFacts): Title {
  const { zh, en } = noDefault(of);
  return {
    zh: `完成时限${zh}：请填 limit 的 workingDays（工作日数）或 date（完成日期），或由管理员在 config/limits/${workflow}.yaml 的 defaults 中设定`,
    en: `The limit: ${en}. Give workingDays or date under limit, or have a default set in config/limits/${workflow}.yaml`,
  };
}

function kept(before: Limit, { limit: { workingDays }, limitBy: { rule } }: DefaultTaken): Title {
  return {
    zh: `完成时限原取自默认时限，任务已交办，仍为 ${limitInWords(before).zh}；按更正后的登记，默认时限（${rule}）为 ${workingDays} 个工作日，需改的请一并更正 limit`,
    en: `The limit was a default, and a unit has the task: it stays at ${limitInWords(before).en}; as corrected the default (${rule}) would be ${counted(workingDays, 'working day')}, correct limit as well where that is meant`,
  };
}

function noteOf(verdict: EntryNote['verdict'], code: string, message: Title): EntryNote {
  return { verdict, code, message, nearest: [], value: null, pointer: '/limit' };
}

function withoutNulls({
  source,
  category,
  urgency,
}: { readonly [Fact in keyof LimitFacts]?: string | null | undefined }): LimitFacts {
  return { source: source ?? undefined, category: category ?? undefined, urgency: urgency ?? undefined };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { ownCriteria, type ReformTaskContext } from '../context.ts';
import type { EventOf } from '../events/events.ts';
import { type CorrectedField, correctedFields } from './corrected-fields.ts';

type Context = ReformTaskContext;

interface Corrected {
  readonly field: CorrectedField;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a correction changes: a field that is sent as it stands is no change; null takes a field away. */
export function changesBy(context: Context, { data }: EventOf<'correct'>): Corrected[] {
  const { matter, criteria } = context;
  const fields = correctedFields.flatMap((field): Corrected[] => {
    const [before, after] = [matter[field] ?? null, data[field]];
    return after === undefined || isSame(before, after) ? [] : [{ field, before, after }];
  });
  const asked = data.criteria ?? followingCriteria(context, data);
  if (asked === undefined || isSame(plain(criteria), plain(asked))) return fields;
  return [...fields, { field: 'criteria', before: criteria, after: asked }];
}

/** Criteria that nobody wrote are the goal, and go with it; what was claimed by them stays as it is. */
function followingCriteria(
  { matter, criteria, claim }: Context,
  { title, goal }: EventOf<'correct'>['data'],
) {
  if (claim !== null || !isSame(plain(criteria), plain(ownCriteria(matter)))) return undefined;
  const next = { title: title ?? matter.title, goal: goal === undefined ? matter.goal : (goal ?? undefined) };
  return ownCriteria(next);
}

/** True where a correction says another limit. */
export function movesLimit(context: Context, event: EventOf<'correct'>): boolean {
  return changesBy(context, event).some(({ field }) => field === 'limit');
}

/** The due date as counted from the corrected limit. */
export function isAwaited({ recount }: Context, { data }: EventOf<'deadlineSet'>): boolean {
  return data.cause === 'corrected' && recount !== null && data.recount === recount;
}

function plain(criteria: Context['criteria']): unknown {
  return criteria.map(({ id, text }) => [id, text]);
}

function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

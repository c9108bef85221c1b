import type { ReadScope } from '../../lists/read-scope.ts';
import type { InstantRange, RowFilter } from '../../lists/row-filter.ts';
import { containing, type SqlValues } from './parameters.ts';
import { sought } from './sought.ts';

type Add = SqlValues['add'];

/** When the work on a task was done: when it was claimed done, else when it was closed. */
export const DONE_AT = `coalesce((task.record ->> 'claimedAt')::timestamptz, task.closed_at)`;

/** The condition of a filter; only what is asked for gets into the text. */
export function filtered(filter: RowFilter, add: Add): string {
  const { units, seat, states, category, urgency, source, workflows, parent, open, received } = filter;
  const conditions = [
    'true',
    units !== undefined && oneOf('task.unit', units, add),
    seat !== undefined && `task.owner = ${add(seat)}`,
    states !== undefined &&
      `(${states.map((path) => within('task.state', path, ['.', '|'], add)).join(' OR ')})`,
    category !== undefined && within('task.category', category, ['/'], add),
    urgency !== undefined && `task.urgency = ${add(urgency)}`,
    source !== undefined && `task.record ->> 'source' ILIKE ${add(containing(source))}`,
    workflows !== undefined && oneOf('task.workflow', workflows, add),
    parent !== undefined && `task.parent = ${add(parent)}`,
    open !== undefined && `task.closed_at IS ${open ? '' : 'NOT '}NULL`,
    received !== undefined && `(task.record ->> 'receivedAt') IS ${received ? 'NOT ' : ''}NULL`,
    filter.act !== undefined && toBeDone(filter.act, add),
    filter.light !== undefined && shown(filter.light, add),
    filter.late !== undefined && late(filter.late, open, add),
    // Of what may be closed, the last due date counts; the index has those of open tasks.
    inRange(open === true ? 'task.due_at' : 'coalesce(task.due_at, task.last_due_at)', filter.due, add),
    inRange('task.created_at', filter.created, add),
    inRange('task.closed_at', filter.closed, add),
    filter.answered !== undefined && answered(filter.answered, add),
    ...(filter.words ?? []).map((word) => sought(word, filter.parts === true, add)),
  ];
  return conditions.filter((condition) => condition !== false).join(' AND ');
}

function oneOf(column: string, values: readonly string[], add: Add): string {
  const [only, ...more] = values;
  return more.length === 0 && only !== undefined
    ? `${column} = ${add(only)}`
    : `${column} = ANY(${add(values)}::text[])`;
}

function inRange(column: string, range: InstantRange | undefined, add: Add): string | false {
  const bounds = [
    range?.from !== undefined && `${column} >= ${add(range.from)}::timestamptz`,
    range?.before !== undefined && `${column} < ${add(range.before)}::timestamptz`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 && bounds.join(' AND ');
}

/** What has to be done, by the owner or by the seat beside it, and whether the limit for that has passed. */
function toBeDone({ codes, late: isLate, now }: NonNullable<RowFilter['act']>, add: Add): string {
  const listed = codes === undefined ? undefined : `${add(codes)}::text[]`;
  const moment = isLate === undefined ? undefined : `${add(now)}::timestamptz`;
  const ways = ['owner', 'attention'].map((who) => {
    const act = listed === undefined ? `task.${who}_act IS NOT NULL` : `task.${who}_act = ANY(${listed})`;
    const passed = `task.${who}_by < ${moment ?? ''}`;
    return moment === undefined ? act : `(${act} AND (${passed}) IS ${isLate === true ? '' : 'NOT '}TRUE)`;
  });
  return `(${ways.join(' OR ')})`;
}

/**
 * The light of open tasks: by the due date, of a task whose clock stands still the one it had. Lights only grow darker, so
 * that one which stands still is within the bounds of now as well, save a green one.
 */
function shown({ is, overdueBefore, yellowBefore }: NonNullable<RowFilter['light']>, add: Add): string {
  const overdue = () => `task.due_at < ${add(overdueBefore)}::timestamptz`;
  const soon = () => `task.due_at < ${add(yellowBefore)}::timestamptz`;
  const held = `task.held_light = ${add(is)}`;
  switch (is) {
    case 'red':
      return `${overdue()} AND (task.held_light IS NULL OR ${held})`;
    case 'yellow':
      return `${soon()} AND CASE WHEN task.held_light IS NULL THEN NOT (${overdue()}) ELSE ${held} END`;
    case 'green':
      return `task.due_at IS NOT NULL AND CASE WHEN task.held_light IS NULL THEN NOT (${soon()}) ELSE ${held} END`;
  }
}

/** Open tasks by now, closed ones by when they were claimed done; what was given up is not late. */
function late({ is, now }: NonNullable<RowFilter['late']>, open: boolean | undefined, add: Add): string {
  const done = `(task.record ->> 'claimedAt')::timestamptz > task.last_due_at`;
  const stillOpen = open === false ? '' : `task.late_at < ${add(now)}::timestamptz`;
  const either = `CASE WHEN task.closed_at IS NULL THEN ${stillOpen} ELSE ${done} END`;
  const condition = open === undefined ? either : open ? stillOpen : done;
  return is ? `(${condition})` : `(${condition}) IS NOT TRUE`;
}

function answered({ now, spans }: NonNullable<RowFilter['answered']>, add: Add): string {
  const seats = add([...new Set([...now, ...spans.map(({ seat }) => seat)])]);
  const seat = add(spans.map((span) => span.seat));
  const from = add(spans.map((span) => span.from));
  const until = add(spans.map((span) => span.until));
  return `task.owner = ANY(${seats}::text[]) AND CASE WHEN task.closed_at IS NULL
    THEN task.owner = ANY(${add(now)}::text[])
    ELSE EXISTS (SELECT FROM unnest(${seat}::text[], ${from}::timestamptz[], ${until}::timestamptz[])
      AS span(seat, began, ended)
      WHERE span.seat = task.owner AND ${DONE_AT} >= span.began AND ${DONE_AT} < span.ended) END`;
}

/** The condition that a task is in scope. */
export function scoped(scope: ReadScope, add: Add): string {
  if (scope.kind === 'everything') return 'true';
  const ways = waysIntoScope(scope, add).map(({ keys, condition }) => condition(`ANY(${keys})`));
  return `(${ways.join(' OR ')})`;
}

/** The same where only open tasks are asked for: of columns that the index by due date holds, and of no others. */
export function scopedOpen(scope: ReadScope, add: Add): string {
  if (scope.kind === 'everything') return 'true';
  const units = add(scope.units);
  const seats = add(scope.seats);
  const single = scope.tasks?.length ? ` OR task.id = ANY(${add(scope.tasks)}::uuid[])` : '';
  return `(task.unit = ANY(${units}::text[]) OR task.owner = ANY(${seats}::text[])
    OR task.attention = ANY(${seats}::text[])${single})`;
}

/** One reason for which tasks are in scope, to be walked in the order of its index. */
export interface WayIntoScope {
  /** Placeholder of the codes. */
  readonly keys: string;
  readonly condition: (key: string) => string;
}

export function waysIntoScope(
  { units, seats, tasks = [] }: Extract<ReadScope, { readonly kind: 'some' }>,
  add: Add,
): readonly WayIntoScope[] {
  const unitKeys = `${add(units)}::text[]`;
  const seatKeys = `${add(seats)}::text[]`;
  return [
    { keys: unitKeys, condition: (key) => `task.unit = ${key}` },
    { keys: seatKeys, condition: (key) => `task.owner = ${key}` },
    // Only open tasks wait at a seat; the index holds no others.
    { keys: seatKeys, condition: (key) => `(task.attention = ${key} AND task.closed_at IS NULL)` },
    ...(tasks.length === 0
      ? []
      : [{ keys: `${add(tasks)}::uuid[]`, condition: (key: string) => `task.id = ${key}` }]),
  ];
}

/** A path itself and all paths below it: prefixes end at a separator, so `a/b` does not find `a/bc`. */
function within(column: string, path: string, separators: readonly string[], add: Add): string {
  const below = separators.map((separator) => `starts_with(${column}, ${add(path + separator)})`);
  return `(${column} = ${add(path)} OR ${below.join(' OR ')})`;
}

import type { ColumnType, ColumnValue, ColumnValues } from '../../platform/postgres/binary-arrays.ts';
import { searchedBy } from '../definition/projected.ts';
import type { Effect } from '../steps/effects.ts';
import type { Entry } from '../steps/task.ts';

/** A column of what a batch hands to the database, and how it is read off a row. */
interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => ColumnValue;
}

/** A member of a batch and its place in it. */
export interface Member {
  readonly n: number;
  readonly entry: Entry;
}

/** An effect that a member asks for. */
export interface Armed {
  readonly n: number;
  readonly position: number;
  readonly effect: Effect;
}

/** A timer whose state a member leaves. */
export interface Disarmed {
  readonly n: number;
  readonly timerKey: string;
}

/** The event's own texts go in as they are: the log must hold byte for byte what was hashed. */
export const STEP_COLUMNS: readonly Column<Member>[] = [
  { name: 'n', type: 'int4', of: ({ n }) => n },
  { name: 'id', type: 'uuid', of: ({ entry }) => entry.task.id },
  { name: 'expected', type: 'int4', of: ({ entry }) => entry.expected },
  { name: 'serial', type: 'int8', of: ({ entry }) => entry.task.serial },
  { name: 'number', type: 'text', of: ({ entry }) => entry.task.number },
  { name: 'series', type: 'text', of: ({ entry }) => entry.series },
  { name: 'workflow', type: 'text', of: ({ entry }) => entry.task.definition.name },
  { name: 'version', type: 'int4', of: ({ entry }) => entry.task.definition.version },
  { name: 'value', type: 'json', of: ({ entry }) => JSON.stringify(entry.task.snapshot.value) },
  { name: 'state', type: 'text', of: ({ entry }) => entry.task.state },
  { name: 'context', type: 'json', of: ({ entry }) => JSON.stringify(entry.task.snapshot.context) },
  { name: 'owner', type: 'text', of: ({ entry }) => entry.task.facets.owner },
  { name: 'attention', type: 'text', of: ({ entry }) => entry.task.facets.attention },
  { name: 'unit', type: 'text', of: ({ entry }) => entry.task.facets.unit },
  { name: 'title', type: 'text', of: ({ entry }) => entry.task.facets.title },
  { name: 'category', type: 'text', of: ({ entry }) => entry.task.facets.category },
  { name: 'urgency', type: 'text', of: ({ entry }) => entry.task.facets.urgency },
  { name: 'due_at', type: 'timestamptz', of: ({ entry }) => entry.task.facets.dueAt },
  { name: 'last_due_at', type: 'timestamptz', of: ({ entry }) => entry.task.lastDueAt },
  { name: 'owner_act', type: 'text', of: ({ entry }) => entry.task.standing.owner?.act },
  { name: 'owner_by', type: 'timestamptz', of: ({ entry }) => entry.task.standing.owner?.by },
  { name: 'attention_act', type: 'text', of: ({ entry }) => entry.task.standing.attention?.act },
  { name: 'attention_by', type: 'timestamptz', of: ({ entry }) => entry.task.standing.attention?.by },
  { name: 'late_at', type: 'timestamptz', of: ({ entry }) => entry.task.standing.lateFrom },
  { name: 'held_light', type: 'text', of: ({ entry }) => entry.task.standing.heldLight },
  { name: 'clock', type: 'text', of: ({ entry }) => entry.task.facets.clock },
  { name: 'parent', type: 'uuid', of: ({ entry }) => entry.task.parent },
  { name: 'closed', type: 'bool', of: ({ entry }) => entry.task.closedAt !== null },
  { name: 'head', type: 'bytea', of: ({ entry }) => entry.task.head },
  { name: 'search', type: 'text', of: ({ entry }) => searchOf(entry) },
  { name: 'record', type: 'text', of: ({ entry }) => jsonOf(entry.event.recorded) },
  { name: 'event_id', type: 'uuid', of: ({ entry }) => entry.event.id },
  { name: 'type', type: 'text', of: ({ entry }) => entry.event.type },
  { name: 'data', type: 'json', of: ({ entry }) => entry.event.data },
  { name: 'actor', type: 'json', of: ({ entry }) => entry.event.actor },
  { name: 'at', type: 'timestamptz', of: ({ entry }) => entry.event.at },
  { name: 'c_task', type: 'uuid', of: ({ entry }) => entry.consumes?.taskId },
  { name: 'c_revision', type: 'int4', of: ({ entry }) => entry.consumes?.revision },
  { name: 'c_position', type: 'int2', of: ({ entry }) => entry.consumes?.position },
  { name: 'scope', type: 'bytea', of: ({ entry }) => entry.answer?.scope },
  { name: 'fingerprint', type: 'bytea', of: ({ entry }) => entry.answer?.fingerprint },
  { name: 'status', type: 'int2', of: ({ entry }) => entry.answer?.status },
  { name: 'headers', type: 'json', of: ({ entry }) => jsonOf(entry.answer?.headers) },
  { name: 'body', type: 'text', of: ({ entry }) => entry.answer?.body },
];

export const ARMED_COLUMNS: readonly Column<Armed>[] = [
  { name: 'n', type: 'int4', of: ({ n }) => n },
  { name: 'position', type: 'int2', of: ({ position }) => position },
  { name: 'name', type: 'text', of: ({ effect }) => effect.name },
  { name: 'params', type: 'json', of: ({ effect }) => JSON.stringify(effect.params) },
  { name: 'timer_key', type: 'text', of: ({ effect }) => effect.timer?.key },
  { name: 'due_at', type: 'timestamptz', of: ({ effect }) => effect.timer?.dueAt },
];

export const DISARMED_COLUMNS: readonly Column<Disarmed>[] = [
  { name: 'n', type: 'int4', of: ({ n }) => n },
  { name: 'timer_key', type: 'text', of: ({ timerKey }) => timerKey },
];

/** Rows turned into columns. */
export function columnsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): ColumnValues[] {
  return columns.map(({ type, of }) => ({ type, values: rows.map(of) }));
}

/** Those columns, as array parameters, as a table in SQL, numbered from `first`. */
export function tableOf<Row>(alias: string, columns: readonly Column<Row>[], first: number): string {
  const parameters = columns.map(({ type }, n) => `$${first + n}::${type}[]`);
  return `unnest(${parameters.join(', ')}) AS ${alias}(${columns.map(({ name }) => name).join(', ')})`;
}

/** A text begins with a filler; where a line break comes first it takes the place of what the task was registered with. */
function searchOf({ event, task: { definition, parent, facets, snapshot } }: Entry): string | undefined {
  const of = { definition, parent, title: facets.title, context: snapshot.context };
  const found = searchedBy(event, of);
  return found?.isAnew === true ? `\n${found.text}` : found?.text;
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

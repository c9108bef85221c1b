import { isDeepStrictEqual } from 'node:util';
import { statePath } from '../../engine/definition/offers.ts';
import type { Standing } from '../../engine/definition/standing.ts';
import { standingOf } from '../../engine/steps/task.ts';
import { clockLedgerFrom, type StoredEvent, type StoredTask } from '../history.ts';
import type { Folded } from '../replay.ts';
import type { CounterExample } from '../rules.ts';

/** Proves that a task row equals the fold of its events, column by column; the chain has proved the rest of the row. */
export function proveRow(
  task: StoredTask,
  folded: Folded,
  events: readonly StoredEvent[],
): CounterExample | undefined {
  const { snapshot } = folded.step;
  const facets = folded.definition.facets(snapshot.context, statePath(snapshot.value));
  const standing = standingOf(folded.definition, snapshot, statePath(snapshot.value));
  const columns: readonly Column[] = [
    ['value', throughJson(snapshot.value), JSON.parse(task.value)],
    ['context', throughJson(snapshot.context), JSON.parse(task.context)],
    ['attention', facets.attention, task.attention],
    ['unit', facets.unit, task.unit],
    ['title', facets.title, task.title],
    ['category', facets.category, task.category],
    ['urgency', facets.urgency, task.urgency],
    ['due_at', momentOf(facets.dueAt), momentOf(task.dueAt)],
    // A row that was last written before the clock ledger holds none.
    ['clock', clockLedgerFrom(events) === Number.POSITIVE_INFINITY ? null : facets.clock, task.clock],
    ...(task.projected ? standingColumns(standing, task) : []),
    ['closed_at', snapshot.status === 'done' ? (events.at(-1)?.at ?? null) : null, task.closedAt],
  ];
  for (const [name, expected, found] of columns) {
    if (isDeepStrictEqual(expected, found)) continue;
    const [left, right] = differenceOf(expected, found);
    const told = (value: unknown) => `${name} ${JSON.stringify(value) ?? 'nothing'}`;
    return {
      rule: 'row-as-folded',
      taskId: task.id,
      revision: task.revision,
      expected: told(left),
      found: told(right),
    };
  }
  return undefined;
}

type Column = readonly [name: string, expected: unknown, found: unknown];

/** Who has to act by when, as the queues are ordered by it. */
function standingColumns(
  { owner, attention, lateFrom, heldLight }: Standing,
  task: StoredTask,
): readonly Column[] {
  return [
    ['owner_act', owner?.act ?? null, task.ownerAct],
    ['owner_by', momentOf(owner?.by ?? null), momentOf(task.ownerBy)],
    ['attention_act', attention?.act ?? null, task.attentionAct],
    ['attention_by', momentOf(attention?.by ?? null), momentOf(task.attentionBy)],
    ['late_at', momentOf(lateFrom), momentOf(task.lateAt)],
    ['held_light', heldLight, task.heldLight],
  ];
}

/** Of two objects only the entries that differ, so that a counter-example can be read. */
function differenceOf(expected: unknown, found: unknown): readonly [unknown, unknown] {
  if (!isRecord(expected) || !isRecord(found)) return [expected, found];
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].filter(
    (name) => !isDeepStrictEqual(expected[name], found[name]),
  );
  const only = (from: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return [only(expected), only(found)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function momentOf(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

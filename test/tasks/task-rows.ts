import type pg from 'pg';
import type { TaskRecord } from '../../src/engine/definition/projections.ts';
import type { Registry } from '../../src/engine/definition/registry.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { numberIn } from '../../src/engine/steps/numbers.ts';
import { derivedId } from '../../src/platform/ids.ts';
import { spelledLines } from '../../src/platform/wording/fold-text.ts';
import type { County } from '../../src/tasks/county.ts';
import type { Sources } from '../../src/tasks/view/sources.ts';
import { workflows } from '../../workflows/index.ts';
import { county as calendar } from '../calendar/county-calendar.ts';
import { shippedLadder } from '../calendar/ladder/shipped-ladder.ts';
import { countyLimits } from '../calendar/limits/county-limits.ts';
import { smallCounty } from '../directory/small-county.ts';

/** A row as a test states it; what is left out is that of an open reform task of 县教育局. */
export interface RowGiven {
  readonly serial: number;
  readonly number?: string;
  readonly workflow?: string;
  readonly state?: string;
  readonly context?: unknown;
  readonly owner?: string;
  readonly attention?: string;
  readonly unit?: string | null;
  readonly title?: string;
  readonly category?: string;
  readonly urgency?: string;
  readonly dueAt?: string;
  /** What the owner, and the seat beside it, have to do; by the due date where nothing is said. */
  readonly ownerAct?: string;
  readonly ownerBy?: string | null;
  readonly attentionAct?: string;
  readonly attentionBy?: string | null;
  readonly lateAt?: string;
  readonly heldLight?: string;
  readonly clock?: string;
  readonly parent?: string;
  readonly createdAt?: string;
  readonly closedAt?: string;
  readonly revision?: number;
  /** Besides the title. */
  readonly texts?: readonly string[];
  readonly lastDueAt?: string;
  readonly record?: TaskRecord;
}

/** Id of the row with a serial. */
export const idOf = (serial: number): string => derivedId('row', serial);

/** Writes rows past the engine: readers need many kinds of tasks, however they came about. */
export async function insertRows(pool: pg.Pool, rows: readonly RowGiven[]): Promise<void> {
  const records = rows.map((row) => ({
    id: idOf(row.serial),
    serial: row.serial,
    number: row.number ?? numberIn('2026-', row.serial),
    workflow: row.workflow ?? 'reform-task',
    version: registry.find(row.workflow ?? 'reform-task')?.version ?? 1,
    revision: row.revision ?? 1,
    state: row.state ?? 'open.working',
    context: row.context ?? {},
    owner: row.owner ?? '330523-O1/A',
    attention: row.attention ?? null,
    unit: row.unit === undefined ? '330523-O1' : row.unit,
    title: row.title ?? `任务${row.serial}`,
    category: row.category ?? null,
    urgency: row.urgency ?? 'normal',
    due_at: row.dueAt ?? null,
    owner_act: row.ownerAct ?? 'complete',
    owner_by: row.ownerBy === undefined ? (row.dueAt ?? null) : row.ownerBy,
    attention_act: row.attention === undefined ? null : (row.attentionAct ?? 'review'),
    attention_by: row.attentionBy ?? (row.attention === undefined ? null : (row.dueAt ?? null)),
    late_at: row.lateAt ?? row.dueAt ?? null,
    held_light: row.heldLight ?? null,
    clock: row.clock ?? null,
    parent: row.parent ?? null,
    created_at: row.createdAt ?? '2026-11-01T00:00:00.000Z',
    closed_at: row.closedAt ?? null,
    text: spelledLines([row.title ?? `任务${row.serial}`, ...(row.texts ?? [])], 4_000),
    last_due_at: row.lastDueAt ?? row.dueAt ?? null,
    record: row.record ?? {},
  }));
  await pool.query(
    `WITH given AS (SELECT * FROM json_to_recordset($1) AS g(id uuid, serial bigint, number text, workflow text, version int, revision int,
        state text, context json, owner text, attention text, unit text, title text, category text, urgency text,
        due_at timestamptz, owner_act text, owner_by timestamptz, attention_act text, attention_by timestamptz,
        late_at timestamptz, held_light text, clock text, parent uuid, created_at timestamptz, closed_at timestamptz, text text,
        last_due_at timestamptz, record jsonb)),
      tasks AS (INSERT INTO task (id, serial, number, workflow, version, revision, value, state, context, owner, attention,
        unit, title, category, urgency, due_at, owner_act, owner_by, attention_act, attention_by, late_at, held_light, clock, parent,
        created_at, updated_at, closed_at, head, last_due_at, record)
      SELECT id, serial, number, workflow, version, revision, '"x"', state, context, owner, attention, unit, title, category,
        urgency, due_at, owner_act, owner_by, attention_act, attention_by, late_at, held_light, clock, parent, created_at,
        created_at, closed_at, '', last_due_at, record FROM given),
      numbers AS (INSERT INTO task_number SELECT number, id FROM given
        ON CONFLICT (number) DO UPDATE SET task_id = excluded.task_id),
      texts AS (INSERT INTO task_search SELECT id, 1, text FROM given)
    INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, hash)
    SELECT id, 1, gen_random_uuid(), 'created', '{}', '{"principal":"p","name":"n"}', created_at, 1, state, owner, ''
    FROM given`,
    [JSON.stringify(records)],
  );
}

/** An event as a test states it; it comes after those that the task has. */
export interface EventGiven {
  readonly at: string;
  readonly type: string;
  readonly state: string;
  readonly owner?: string;
  readonly clock?: string | null;
  readonly dueAt?: string | null;
  readonly data?: unknown;
}

/** Writes events of the row with a serial, whose own row stays as it is. */
export async function insertEvents(
  pool: pg.Pool,
  serial: number,
  events: readonly EventGiven[],
): Promise<void> {
  await pool.query(
    `INSERT INTO event (task_id, revision, event_id, type, data, actor, at, version, state, owner, clock, due_at, hash)
    SELECT $1, n + (SELECT max(revision) FROM event WHERE task_id = $1), gen_random_uuid(), type,
      coalesce(data, '{}'), '{"principal":"p","name":"n"}', at, 1, state, coalesce(owner, '330523-O1/A'), clock, due_at, ''
    FROM ROWS FROM (json_to_recordset($2) AS (at timestamptz, type text, state text, owner text, clock text,
      "dueAt" timestamptz, data json)) WITH ORDINALITY AS e(at, type, state, owner, clock, due_at, data, n)`,
    [idOf(serial), JSON.stringify(events)],
  );
}

const registry: Registry = createRegistry(workflows);

/** Readers over rows of the small county at an instant. */
export function sourcesAt(pool: pg.Pool, now: string, county: Partial<County> = {}): Sources {
  const directory = smallCounty();
  return {
    database: pool,
    registry,
    county: {
      directory: () => directory,
      routing: () => {
        throw new Error('Readers do not route.');
      },
      calendar: () => calendar,
      limits: () => countyLimits,
      ladder: () => shippedLadder,
      ...county,
    },
    clock: () => Date.parse(now),
  };
}

import type pg from 'pg';

/** The ledger as the checker reads it: its own queries, so that a fault of the product's cannot hide itself. */
export interface Stored {
  readonly tasks: readonly StoredTask[];
  readonly events: readonly StoredEvent[];
  readonly effects: readonly StoredEffect[];
  /** Clock of the database, epoch milliseconds. */
  readonly nowMs: number;
}

export interface StoredTask {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly revision: number;
  readonly value: unknown;
  readonly state: string;
  readonly context: unknown;
  readonly owner: string;
  readonly unit: string | null;
  /** Who has the clock, and when it is due; ISO instants here and below. */
  readonly clock: string | null;
  readonly dueAt: string | null;
  readonly parent: string | null;
  readonly closed: boolean;
  readonly closedAt: string | null;
  readonly head: string;
}

export interface StoredEvent {
  readonly taskId: string;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly data: string;
  readonly actor: string;
  readonly at: string;
  readonly version: number;
  readonly state: string;
  readonly owner: string;
  readonly clock: string | null;
  readonly dueAt: string | null;
  readonly hash: string;
}

export interface StoredEffect {
  readonly taskId: string;
  readonly revision: number;
  readonly position: number;
  readonly name: string;
  readonly params: unknown;
  readonly isTimer: boolean;
  readonly dueMs: number | null;
  readonly isParked: boolean;
}

function isoText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Reads the whole ledger at one moment. */
export async function readStored(pool: pg.Pool): Promise<Stored> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const read = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows;
    const tasks = await read<StoredTask>(
      `SELECT id::text, workflow, version, revision, value, state, context, owner, unit, clock,
        ${isoText('due_at')} AS "dueAt", parent::text, closed_at IS NOT NULL AS closed,
        ${isoText('closed_at')} AS "closedAt", encode(head, 'hex') AS head FROM task`,
    );
    const events = await read<StoredEvent>(
      `SELECT task_id::text AS "taskId", revision, event_id::text AS "eventId", type, data::text AS data,
        actor::text AS actor, ${isoText('at')} AS at, version, state, owner, clock, ${isoText('due_at')} AS "dueAt",
        encode(hash, 'hex') AS hash FROM event ORDER BY task_id, revision`,
    );
    const effects = await read<StoredEffect>(
      `SELECT task_id::text AS "taskId", revision, position, name, params, timer_key IS NOT NULL AS "isTimer",
        (extract(epoch FROM due_at) * 1000)::float8 AS "dueMs", parked_at IS NOT NULL AS "isParked" FROM effect`,
    );
    const [clock] = await read<{ ms: number }>('SELECT (extract(epoch FROM now()) * 1000)::float8 AS ms');
    await client.query('COMMIT');
    return { tasks, events, effects, nowMs: clock?.ms ?? Number.NaN };
  } finally {
    client.release();
  }
}

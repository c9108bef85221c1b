import type { Pool } from 'pg';
import type { Context, Snapshot } from './machine.ts';

/** A task row. */
export interface TaskRow {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
  readonly context: Context;
  readonly dueAt: Date | null;
}

export interface KeptAnswer {
  readonly fingerprint: string;
  readonly status: number;
  readonly etag: string;
  readonly body: string;
}

/** What one event writes, all in one statement. */
export interface Write {
  readonly id: string;
  /** The revision the task must still have. */
  readonly expected: number;
  readonly snapshot: Snapshot;
  readonly event: { readonly type: string; readonly data: unknown; readonly actor: string };
  /** Outbox row whose result this is. */
  readonly done?: string | undefined;
  readonly kept?: (KeptAnswer & { readonly principal: string; readonly key: string }) | undefined;
}

/** Reads a task. */
export async function loadTask(pool: Pool, id: string): Promise<TaskRow | undefined> {
  const { rows } = await pool.query<TaskRow>({
    name: 'load-task',
    text: 'SELECT id, revision, state, context, due_at AS "dueAt" FROM task WHERE id = $1',
    values: [id],
  });
  return rows[0];
}

/** Creates a task with its first event, its outbox row and the answer under its key. Rejects with 23505 on a used key. */
export async function insertTask(pool: Pool, { id, snapshot, event, kept }: Write): Promise<void> {
  const { context } = snapshot;
  await pool.query({
    name: 'insert-task',
    text: `WITH created AS (
        INSERT INTO task (id, revision, state, value, context, title) VALUES ($1, 1, $2, $3, $4, $5) RETURNING id
      ), logged AS (
        INSERT INTO event (task_id, revision, type, data, actor) SELECT id, 1, $6, $7, $8 FROM created
      ), kept AS (
        INSERT INTO idempotency (principal, key, fingerprint, status, etag, body) VALUES ($9, $10, $11, $12, $13, $14)
      )
      INSERT INTO outbox (task_id, kind) SELECT id, 'route' FROM created`,
    values: [
      id,
      snapshot.value,
      JSON.stringify(snapshot.value),
      JSON.stringify(context),
      context.title,
      event.type,
      JSON.stringify(event.data),
      event.actor,
      ...keptValues(kept),
    ],
  });
}

/** Takes one event by compare-and-swap; false where the task has moved on. Rejects with 23505 on a used key. */
export async function advanceTask(
  pool: Pool,
  { id, expected, snapshot, event, done, kept }: Write,
): Promise<boolean> {
  const { context } = snapshot;
  const { rowCount } = await pool.query({
    name: 'advance-task',
    text: `WITH advanced AS (
        UPDATE task SET revision = revision + 1, state = $3, value = $4, context = $5, owner = $6, unit = $7,
          due_at = $8, updated_at = now()
        WHERE id = $1 AND revision = $2
          AND ($18::bigint IS NULL OR EXISTS (SELECT FROM outbox WHERE outbox.id = $18))
        RETURNING id, revision
      ), finished AS (
        DELETE FROM outbox USING advanced WHERE outbox.id = $18
      ), kept AS (
        INSERT INTO idempotency (principal, key, fingerprint, status, etag, body)
        SELECT $12, $13, $14, $15, $16, $17 FROM advanced WHERE $13::text IS NOT NULL
      )
      INSERT INTO event (task_id, revision, type, data, actor) SELECT id, revision, $9, $10, $11 FROM advanced`,
    values: [
      id,
      expected,
      snapshot.value,
      JSON.stringify(snapshot.value),
      JSON.stringify(context),
      context.seat,
      context.assignedUnit,
      context.dueAt,
      event.type,
      JSON.stringify(event.data),
      event.actor,
      ...keptValues(kept),
      done ?? null,
    ],
  });
  return rowCount === 1;
}

/** The answer that was given under a key. */
export async function recallAnswer(
  pool: Pool,
  principal: string,
  key: string,
): Promise<KeptAnswer | undefined> {
  const { rows } = await pool.query<KeptAnswer>({
    name: 'recall-answer',
    text: 'SELECT fingerprint, status, etag, body FROM idempotency WHERE principal = $1 AND key = $2',
    values: [principal, key],
  });
  return rows[0];
}

export interface OutboxRow {
  readonly id: string;
  readonly taskId: string;
}

/** Takes what waits to be handed to the queue; what was not done within 30 s is handed over again. */
export async function takeOutbox(pool: Pool): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query<OutboxRow>({
    name: 'take-outbox',
    text: `UPDATE outbox SET dispatched_at = now() WHERE id IN (
        SELECT id FROM outbox WHERE dispatched_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING id, task_id AS "taskId"`,
  });
  return rows;
}

/** Makes lost jobs wait again. */
export async function reviveOutbox(pool: Pool): Promise<void> {
  await pool.query(
    "UPDATE outbox SET dispatched_at = NULL WHERE dispatched_at < now() - interval '30 seconds'",
  );
}

function keptValues(kept: Write['kept']): readonly (string | number | null)[] {
  if (kept === undefined) return [null, null, null, null, null, null];
  return [kept.principal, kept.key, kept.fingerprint, kept.status, kept.etag, kept.body];
}

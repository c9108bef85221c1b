import type pg from 'pg';
import { PROJECTED, type Standing } from '../definition/standing.ts';
import { loadTasks, type TaskRow } from './load-tasks.ts';

/** Open tasks whose columns do not say yet who has to act by when; at most so many. */
export async function loadUnprojected(pool: pg.Pool, limit: number): Promise<readonly TaskRow[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM task WHERE closed_at IS NULL AND projected IS NULL ORDER BY id LIMIT $1',
    [limit],
  );
  return loadTasks(
    pool,
    rows.map(({ id }) => id),
  );
}

/** Writes what was projected, unless an event was committed meanwhile, which projects by itself. */
export async function writeStandings(
  pool: pg.Pool,
  standings: readonly { readonly id: string; readonly revision: number; readonly standing: Standing }[],
): Promise<void> {
  const rows = standings.map(({ id, revision, standing: { owner, attention, lateFrom, heldLight } }) => ({
    id,
    revision,
    owner_act: owner?.act ?? null,
    owner_by: owner?.by ?? null,
    attention_act: attention?.act ?? null,
    attention_by: attention?.by ?? null,
    late_at: lateFrom,
    held_light: heldLight,
  }));
  await pool.query(
    `UPDATE task SET owner_act = g.owner_act, owner_by = g.owner_by, attention_act = g.attention_act,
      attention_by = g.attention_by, late_at = g.late_at, held_light = g.held_light, projected = ${PROJECTED}
    FROM json_to_recordset($1) AS g(id uuid, revision int, owner_act text, owner_by timestamptz, attention_act text,
      attention_by timestamptz, late_at timestamptz, held_light text)
    WHERE task.id = g.id AND task.revision = g.revision AND task.projected IS NULL`,
    [JSON.stringify(rows)],
  );
}

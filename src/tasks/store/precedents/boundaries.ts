import type pg from 'pg';
import { type Boundary, boundarySchema } from '../../../routing/duties/boundary.ts';
import type { Database } from '../lists/listed-row.ts';

/** On which other processes hear that a boundary was drawn or ended. */
export const BOUNDARY_CHANNEL = 'onedoor_boundaries';

/** A version of a boundary: who drew it, when (ISO instant), why, and from which ruling. */
export interface BoundaryVersion {
  readonly version: number;
  readonly boundary: Boundary;
  readonly precedent: string | undefined;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

interface BoundaryRow {
  readonly version: number;
  readonly body: unknown;
  readonly precedent: string | null;
  readonly at: Date;
  readonly drawn_by: string;
  readonly reason: string;
}

/** The boundaries in force that the task force has drawn, the youngest first. */
export async function readBoundaries(database: Database): Promise<readonly BoundaryVersion[]> {
  const { rows } = await database.query<BoundaryRow>({
    name: 'read-boundaries',
    text: `SELECT version, body, precedent, at, drawn_by, reason FROM (
        SELECT DISTINCT ON (id) * FROM routing_boundary ORDER BY id, version DESC
      ) latest WHERE body IS NOT NULL ORDER BY at DESC, id`,
  });
  return rows.map(({ version, body, precedent, at, drawn_by, reason }) => ({
    version,
    boundary: boundarySchema.parse(body),
    precedent: precedent ?? undefined,
    at: at.toISOString(),
    by: drawn_by,
    reason,
  }));
}

/** A boundary to be drawn, or with `boundary` undefined the end of one. */
export interface Drawing {
  readonly id: string;
  readonly boundary: Boundary | undefined;
  readonly precedent: string | undefined;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** Adds the next version of a boundary in a transaction, and tells other processes; gives back its number. */
export async function drawBoundary(client: pg.ClientBase, drawing: Drawing): Promise<number> {
  const { id, boundary, precedent, at, by, reason } = drawing;
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`boundary ${id}`]);
  const { rows } = await client.query<{ version: number }>(
    `INSERT INTO routing_boundary (id, version, body, precedent, at, drawn_by, reason)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM routing_boundary WHERE id = $1
     RETURNING version`,
    [id, boundary === undefined ? null : JSON.stringify(boundary), precedent ?? null, at, by, reason],
  );
  await client.query('SELECT pg_notify($1, $2)', [BOUNDARY_CHANNEL, id]);
  return rows[0]?.version ?? 1;
}

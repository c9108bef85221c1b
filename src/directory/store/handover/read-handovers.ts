import type pg from 'pg';
import type { Handover } from '../../handover.ts';
import { handoverSchema } from '../../handover-schema.ts';

/** A handover with the revision that its next change must name. */
export interface StoredHandover {
  readonly revision: number;
  readonly handover: Handover;
}

/** Handovers by id or by seat, open ones first; of all seats where neither is given. */
export async function readHandovers(
  client: pg.ClientBase | pg.Pool,
  { id, seat }: { readonly id?: string; readonly seat?: string } = {},
): Promise<readonly StoredHandover[]> {
  const { rows } = await client.query<{ revision: number; record: unknown }>(
    `SELECT revision, record FROM handover
     WHERE ($1::text IS NULL OR id = $1) AND ($2::text IS NULL OR seat = $2)
     ORDER BY open DESC, record ->> 'openedAt' DESC, id`,
    [id ?? null, seat ?? null],
  );
  return rows.map(({ revision, record }) => ({ revision, handover: handoverSchema.parse(record) }));
}

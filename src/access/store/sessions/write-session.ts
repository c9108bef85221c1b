import type pg from 'pg';
import type { StoredSession } from './read-sessions.ts';

export type NewSession = Pick<
  StoredSession,
  'id' | 'digest' | 'person' | 'seat' | 'way' | 'address' | 'agent'
> & {
  /** ISO instants. */
  readonly at: string;
  readonly expiresAt: string;
};

/**
 * Opens a session; false where the account of the person was shut out meanwhile: whoever shuts it out waits for this
 * statement, or it for them.
 */
export async function insertSession(client: pg.ClientBase, session: NewSession): Promise<boolean> {
  const { id, digest, person, seat, way, address, agent, at, expiresAt } = session;
  const { rowCount } = await client.query(
    `WITH open AS (SELECT 1 FROM account WHERE person = $3 AND disabled_at IS NULL FOR SHARE)
    INSERT INTO session (id, digest, person, seat, way, created_at, seat_at, seen_at, expires_at, address, agent)
    SELECT $1, decode($2, 'hex'), $3, $4, $5, $6::timestamptz, $6, $6, $7::timestamptz, $8, $9
    WHERE $5 = 'demo' OR EXISTS (SELECT FROM open)`,
    [id, digest, person, seat, way, at, expiresAt, address, agent.slice(0, 200)],
  );
  return rowCount === 1;
}

/** Ends sessions of a person: one, or all but one, or all. Answers their ids. */
export async function endSessions(
  client: pg.Pool | pg.ClientBase,
  {
    person,
    only,
    except,
    at,
  }: { readonly person: string; readonly only?: string; readonly except?: string; readonly at: string },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE session SET ended_at = $4 WHERE person = $1 AND ended_at IS NULL
      AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)
    RETURNING id`,
    [person, only ?? null, except ?? null, at],
  );
  return rows.map(({ id }) => id);
}

/** Has a session act as another seat of its person from now on. */
export async function setSessionSeat(
  client: pg.ClientBase,
  { id, seat, at }: { readonly id: string; readonly seat: string; readonly at: string },
): Promise<void> {
  await client.query('UPDATE session SET seat = $2, seat_at = $3 WHERE id = $1 AND ended_at IS NULL', [
    id,
    seat,
    at,
  ]);
}

/** Notes that a session was used. */
export async function noteSeen(pool: pg.Pool, id: string, at: string): Promise<void> {
  await pool.query({
    name: 'note-session-seen',
    text: 'UPDATE session SET seen_at = greatest(seen_at, $2) WHERE id = $1',
    values: [id, at],
  });
}

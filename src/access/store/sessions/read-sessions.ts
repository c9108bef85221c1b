import type pg from 'pg';

/** A session as it is stored. */
export interface StoredSession {
  readonly id: string;
  /** Hex SHA-256 of its token. */
  readonly digest: string;
  readonly person: string;
  readonly seat: string;
  readonly way: 'password' | 'demo';
  readonly createdAt: Date;
  readonly seatAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly address: string;
  readonly agent: string;
  readonly version: string;
}

const COLUMNS = `id, encode(digest, 'hex') AS digest, person, seat, way, created_at AS "createdAt", seat_at AS "seatAt",
  seen_at AS "seenAt", expires_at AS "expiresAt", ended_at AS "endedAt", address, agent, version::text AS version`;

/** Sessions that changed after a version, in their order; of the first reading only those that may still stand. */
export async function readChangedSessions(
  pool: pg.Pool,
  { after, at }: { readonly after: string; readonly at: string },
): Promise<readonly StoredSession[]> {
  const { rows } = await pool.query<StoredSession>({
    name: 'read-changed-sessions',
    text: `SELECT ${COLUMNS} FROM session WHERE version > $1::bigint AND ($1::bigint > 0 OR (ended_at IS NULL AND expires_at > $2))
      ORDER BY version`,
    values: [after, at],
  });
  return rows;
}

/** When a session was last seen by any process. */
export async function readSeen(pool: pg.Pool, id: string): Promise<Date | undefined> {
  const { rows } = await pool.query<{ seenAt: Date }>({
    name: 'read-session-seen',
    text: 'SELECT seen_at AS "seenAt" FROM session WHERE id = $1',
    values: [id],
  });
  return rows[0]?.seenAt;
}

/** The sessions of a person that have not ended, the newest first. */
export async function listSessions(
  pool: pg.Pool,
  person: string,
  at: string,
): Promise<readonly StoredSession[]> {
  const { rows } = await pool.query<StoredSession>(
    `SELECT ${COLUMNS} FROM session WHERE person = $1 AND ended_at IS NULL AND expires_at > $2
    ORDER BY created_at DESC, id DESC`,
    [person, at],
  );
  return rows;
}

import type pg from 'pg';

/** Keeps a one-time link; earlier ones of the person end with it. */
export async function saveInvitation(
  client: pg.ClientBase,
  invitation: {
    readonly digest: string;
    readonly person: string;
    readonly at: string;
    readonly by: string;
    readonly expiresAt: string;
  },
): Promise<void> {
  const { digest, person, at, by, expiresAt } = invitation;
  await client.query('UPDATE invitation SET used_at = $2 WHERE person = $1 AND used_at IS NULL', [
    person,
    at,
  ]);
  await client.query(
    `INSERT INTO invitation (digest, person, created_at, created_by, expires_at)
    VALUES (decode($1, 'hex'), $2, $3, $4, $5)`,
    [digest, person, at, by, expiresAt],
  );
}

/** Uses a link up: the person whom it invites; undefined where it is unknown, used or past. */
export async function useInvitation(
  client: pg.ClientBase,
  digest: string,
  at: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ person: string }>(
    `UPDATE invitation SET used_at = $2 WHERE digest = decode($1, 'hex') AND used_at IS NULL AND expires_at > $2
    RETURNING person`,
    [digest, at],
  );
  return rows[0]?.person;
}

/** The person whom a link would let in; undefined where it is unknown, used or past. */
export async function invitedBy(database: pg.Pool, digest: string, at: string): Promise<string | undefined> {
  const { rows } = await database.query<{ person: string }>(
    `SELECT person FROM invitation WHERE digest = decode($1, 'hex') AND used_at IS NULL AND expires_at > $2`,
    [digest, at],
  );
  return rows[0]?.person;
}

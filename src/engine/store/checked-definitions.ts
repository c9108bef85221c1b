import type pg from 'pg';

/** Reads, by workflow, the digest of the definition under which all live tasks were last found loadable. */
export async function readCheckedDigests(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ workflow: string; digest: string }>(
    'SELECT workflow, digest FROM checked_definition',
  );
  return new Map(rows.map((row) => [row.workflow, row.digest]));
}

/** Records that all live tasks were found loadable by a definition. */
export async function recordCheckedDigest(pool: pg.Pool, workflow: string, digest: string): Promise<void> {
  await pool.query(
    `INSERT INTO checked_definition (workflow, digest) VALUES ($1, $2)
    ON CONFLICT (workflow) DO UPDATE SET digest = excluded.digest, checked_at = now()`,
    [workflow, digest],
  );
}

import type pg from 'pg';

/** Commits a row as every step does, so that a full disk, a read-only server and a dead connection show. */
export async function probeWrite(pool: pg.Pool, process: string): Promise<void> {
  await pool.query({
    name: 'probe-write',
    text: 'INSERT INTO write_probe (process) VALUES ($1) ON CONFLICT (process) DO UPDATE SET at = now()',
    values: [process],
  });
}

/** Forgets a process that ends, and those that ended without a word days ago. */
export async function forgetProbe(pool: pg.Pool, process: string): Promise<void> {
  await pool.query("DELETE FROM write_probe WHERE process = $1 OR at < now() - interval '2 days'", [process]);
}

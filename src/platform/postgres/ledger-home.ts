import type pg from 'pg';

/** Which ledger a database holds, and whether it is where it was last written. */
export interface LedgerHome {
  /** Goes with the ledger wherever it is restored. */
  readonly ledger: string;
  /** Where it was last written; null before it ever was. */
  readonly home: string | null;
  /** Where it is. */
  readonly here: string;
  readonly place: Place;
}

/**
 * `unwritten`: nobody has written to it. `home`: where it was last written. `other-timeline`: there, and its server has begun
 * another timeline of its log since: a stand-by took over, or it was restored to a point in time. `elsewhere`: a copy.
 */
export type Place = 'unwritten' | 'home' | 'other-timeline' | 'elsewhere';

/**
 * Reads both. A dump makes its tables anew, also in the database it came from, so that their numbers in the catalogue
 * differ; a server keeps its own number for good, and a copy of a database gets another than its model.
 */
export async function readLedgerHome(database: pg.Pool | pg.ClientBase): Promise<LedgerHome> {
  const { rows } = await database.query<{
    ledger: string;
    home: string | null;
    spot: string;
    timeline: string;
  }>(
    `SELECT ledger::text, home, left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline, (SELECT encode(sha256(convert_to(concat_ws('/', system_identifier,
        (SELECT oid FROM pg_database WHERE datname = current_database()), 'ledger_home'::regclass::oid), 'UTF8')), 'hex')
      FROM pg_control_system()) AS spot
    FROM ledger_home`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The table ledger_home is empty: it was changed by hand.');
  const { ledger, home, spot, timeline } = found;
  const here = `${spot}/${timeline}`;
  return { ledger, home, here, place: placeOf(home, spot, here) };
}

function placeOf(home: string | null, spot: string, here: string): Place {
  if (home === null) return 'unwritten';
  // Homes of before say nothing of timelines.
  if (home === here || home === spot) return 'home';
  return home.startsWith(`${spot}/`) ? 'other-timeline' : 'elsewhere';
}

/** Makes this its home. One that was never written gets its own name only now: a copy of an empty one is another ledger. */
export async function settleLedgerHome(database: pg.Pool | pg.ClientBase, here: string): Promise<void> {
  await database.query(
    'UPDATE ledger_home SET home = $1, ledger = CASE WHEN home IS NULL THEN gen_random_uuid() ELSE ledger END',
    [here],
  );
}

import type pg from 'pg';

/** Which ledger a database holds, and whether it is where it was last written. */
export interface LedgerHome {
  /** Goes with the ledger wherever it is restored. */
  readonly ledger: string;
  /** Where it was last written; null before it ever was. */
  readonly home: string | null;
  /** Where it is. */
  readonly here: string;
}

/**
 * Reads both. A dump makes its tables anew, also in the database it came from, so that their numbers in the catalogue
 * differ; a server keeps its own number for good, and a copy of a database gets another than its model.
 */
export async function readLedgerHome(database: pg.Pool | pg.ClientBase): Promise<LedgerHome> {
  const { rows } = await database.query<LedgerHome>(
    `SELECT ledger::text, home, (SELECT encode(sha256(convert_to(concat_ws('/', system_identifier,
        (SELECT oid FROM pg_database WHERE datname = current_database()), 'ledger_home'::regclass::oid), 'UTF8')), 'hex')
      FROM pg_control_system()) AS here
    FROM ledger_home`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The table ledger_home is empty: it was changed by hand.');
  return found;
}

/** Makes this its home. One that was never written gets its own name only now: a copy of an empty one is another ledger. */
export async function settleLedgerHome(database: pg.Pool | pg.ClientBase, here: string): Promise<void> {
  await database.query(
    'UPDATE ledger_home SET home = $1, ledger = CASE WHEN home IS NULL THEN gen_random_uuid() ELSE ledger END',
    [here],
  );
}

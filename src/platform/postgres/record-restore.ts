import type pg from 'pg';
import { settleLedgerHome } from './ledger-home.ts';

export interface Restore {
  /** ISO instant. */
  readonly at: string;
  readonly by: string;
  readonly home: string | null;
  readonly here: string;
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
}

/** Keeps for good that the ledger was taken into use after a restore, and makes this its home. */
export async function recordRestore(
  client: pg.ClientBase,
  { at, by, home, here, before, after }: Restore,
): Promise<void> {
  await client.query(
    `INSERT INTO ledger_restored (at, done_by, home_before, home_after, series_before, series_after)
    VALUES ($1, $2, $3, $4, $5, $6)`,
    [at, by, home, here, JSON.stringify(before), JSON.stringify(after)],
  );
  await settleLedgerHome(client, here);
}

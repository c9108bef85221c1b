import { createHash } from 'node:crypto';
import { overConnection } from './connection.ts';

/**
 * A short text that no two ledgers share: of the PostgreSQL cluster and of the database in it. A dump that is restored
 * elsewhere is another ledger, whose doorbells are its own.
 */
export async function readLedgerIdentity(databaseUrl: string): Promise<string> {
  const options = { connectionString: databaseUrl, name: 'onedoor-identity', limitMs: 5_000 };
  return overConnection(options, async (client) => {
    const { rows } = await client.query<{ cluster: string; database: string }>(
      `SELECT system_identifier::text AS cluster,
        (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database FROM pg_control_system()`,
    );
    return createHash('sha256').update(JSON.stringify(rows[0])).digest('hex').slice(0, 12);
  });
}

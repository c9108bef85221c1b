import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../src/platform/postgres/migrate.ts';
import { eventually } from './eventually.ts';
import { sharedCluster } from './shared-cluster.ts';

const TEMPLATE = 'migrated_template';
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

export interface TestDatabase {
  readonly connectionString: string;
  /** Drops it; throws, naming them, when connections were left open. */
  drop(): Promise<void>;
}

/** A migrated database of its own in the run's shared cluster (which is fast, not durable). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = await sharedCluster();
  await ensureTemplate(cluster);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(cluster, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  return { connectionString: inDatabase(cluster, name), drop: async () => dropDatabase(cluster, name) };
}

/** The first who comes migrates; the others wait at the lock. */
async function ensureTemplate(cluster: string): Promise<void> {
  await withClient(cluster, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('template'))");
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS half_${TEMPLATE}`);
    await client.query(`CREATE DATABASE half_${TEMPLATE}`);
    await migrate(inDatabase(cluster, `half_${TEMPLATE}`), silent);
    await eventually(async () => client.query(`ALTER DATABASE half_${TEMPLATE} RENAME TO ${TEMPLATE}`));
  });
}

async function dropDatabase(cluster: string, name: string): Promise<void> {
  const left = await withClient(cluster, async (client) => {
    const open = async (): Promise<string[]> => {
      const sql = "SELECT application_name || ': ' || query AS what FROM pg_stat_activity WHERE datname = $1";
      return (await client.query<{ what: string }>(sql, [name])).rows.map((row) => row.what);
    };
    // A closed connection leaves the list a moment after its end() has resolved.
    const closed = await eventually(async () => (await open()).length === 0).catch(() => false);
    const leaks = closed ? [] : await open();
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    return leaks;
  });
  if (left.length > 0) throw new Error(`The test left connections open to ${name}: ${left.join(' | ')}`);
}

async function execute(connectionString: string, sql: string): Promise<void> {
  await withClient(connectionString, async (client) => client.query(sql));
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, application_name: 'test-support' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(cluster: string, name: string): string {
  return cluster.replace('/onedoor?', `/${name}?`);
}

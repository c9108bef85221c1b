import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { queuePrefix } from '../../../src/engine/queue/redis-backend.ts';
import { readLedgerIdentity } from '../../../src/platform/postgres/ledger-identity.ts';
import { startTestRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startTestRedisCluster } from '../../support/redis/redis-cluster.ts';
import { redisCommand } from '../../support/redis/redis-command.ts';
import { startTestSentinel } from '../../support/redis/redis-sentinel.ts';

/** A queue engine as the conformance suite needs it, whatever it is made of. */
export interface QueueEngine {
  readonly redisUrl: string | undefined;
  /** Loses everything the queue holds. */
  forget(): Promise<void>;
  /** The worst that happens to this engine in ordinary life; resolves when it could work again. */
  fail(): Promise<void>;
  /** The Redis servers that hold the queue; none where it lies in PostgreSQL. */
  servers(): Promise<readonly TestRedis[]>;
  stop(): Promise<void>;
}

/** By name, how each engine is started beside a migrated database. */
export const queueEngines: Readonly<Record<string, (databaseUrl: string) => Promise<QueueEngine>>> = {
  'one Redis': oneRedis,
  'Redis behind Sentinel': behindSentinel,
  'a Redis Cluster of three masters': redisCluster,
  PostgreSQL: postgres,
};

/** Longer than a worker's blocking call and its grace take: after that BullMQ 6.0 never came back (#4585). */
const DOWN_MS = 4_000;

async function oneRedis(): Promise<QueueEngine> {
  const server = await startTestRedis();
  return {
    redisUrl: server.url,
    forget: () => flushAll([server]),
    async fail() {
      await server.kill();
      await rm(join(server.folder, 'redis', 'appendonlydir'), { recursive: true });
      await delay(DOWN_MS);
      await server.restart();
    },
    servers: () => Promise.resolve([server]),
    stop: () => server.stop(),
  };
}

async function behindSentinel(): Promise<QueueEngine> {
  const sentinel = await startTestSentinel();
  const servers = async () => [await sentinel.master()];
  return {
    redisUrl: sentinel.url,
    forget: async () => flushAll(await servers()),
    fail: () => sentinel.failOver(),
    servers,
    stop: () => sentinel.stop(),
  };
}

async function redisCluster(databaseUrl: string): Promise<QueueEngine> {
  const cluster = await startTestRedisCluster();
  // A key in the slot in which all keys of the queue lie.
  const key = queuePrefix(await readLedgerIdentity(databaseUrl));
  return {
    redisUrl: cluster.url,
    forget: async () => flushAll(await cluster.masters()),
    fail: () => cluster.killMasterOf(key),
    servers: () => cluster.masters(),
    stop: () => cluster.stop(),
  };
}

function postgres(databaseUrl: string): Promise<QueueEngine> {
  return Promise.resolve({
    redisUrl: undefined,
    forget: () => inDatabase(databaseUrl, truncateQueue),
    fail: () => inDatabase(databaseUrl, cutQueueConnections),
    servers: () => Promise.resolve([]),
    stop: () => Promise.resolve(),
  });
}

async function flushAll(servers: readonly TestRedis[]): Promise<void> {
  await Promise.all(servers.map((server) => redisCommand(server, 'FLUSHALL')));
}

async function truncateQueue(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename LIKE '%job%'`,
  );
  if (rows.length === 0) throw new Error('BullMQ has no tables of jobs in the schema bullmq.');
  await client.query(`TRUNCATE ${rows.map((row) => `bullmq.${row.name}`).join(', ')} CASCADE`);
}

/** Also the one on which the worker listens, which names itself after the queue; ten times, also while they reconnect. */
async function cutQueueConnections(client: Client): Promise<void> {
  let cut = 0;
  for (let n = 0; n < 10; n++) {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name NOT IN ('onedoor-engine', 'test-fault')`,
    );
    cut += rowCount ?? 0;
    await delay(100);
  }
  if (cut < 10) throw new Error(`Only ${cut} connections of the queue could be cut.`);
}

async function inDatabase(connectionString: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString, application_name: 'test-fault' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

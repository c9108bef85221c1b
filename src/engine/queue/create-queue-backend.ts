import { readLedgerIdentity } from '../../platform/postgres/ledger-identity.ts';
import { createPostgresBackend } from './postgres-backend.ts';
import type { QueueBackend } from './queue-backend.ts';
import { createRedisBackend } from './redis-backend.ts';

/** Chooses the engine: Redis where a URL is given, else BullMQ's own PostgreSQL backend. */
export async function createQueueBackend(urls: {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
}): Promise<QueueBackend> {
  return urls.redisUrl === undefined
    ? createPostgresBackend(urls.databaseUrl)
    : createRedisBackend(urls.redisUrl, await readLedgerIdentity(urls.databaseUrl));
}

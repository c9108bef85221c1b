import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { RedisAuth, RedisTarget } from './parse-redis-url.ts';
import { mendSocketTimeout } from './redis-silence.ts';

/** `producer` gives up soon, since the ledger rings again; `consumer` waits as long as it takes. */
export type RedisUse = 'producer' | 'consumer';

/** Milliseconds after which a producer gives up a command: a server that is frozen never closes its connection. */
const PRODUCER_MS = 3_000;

/** From 1 s to 5 s: a faster strategy hangs blocking commands (ioredis #1718), a slower one is late after an outage. */
const retryStrategy = (attempt: number): number => Math.min(5_000, 1_000 * attempt);

/**
 * Milliseconds without an answer after which a connection is given up and made anew: one that is half dead (packets are
 * dropped, nobody hangs up) would otherwise stay. A worker's longest wait for a job is 2 s (`drainDelay`).
 */
const SILENCE_MS = 7_000;
const CONNECT_MS = 4_000;
const REACHING = { connectTimeout: CONNECT_MS, socketTimeout: SILENCE_MS } as const;

const OPTIONS = {
  producer: {
    ...REACHING,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: PRODUCER_MS,
    retryStrategy,
  },
  /** BullMQ demands that blocking commands are retried without limit. */
  consumer: { ...REACHING, maxRetriesPerRequest: null, enableOfflineQueue: true, retryStrategy },
} as const satisfies Record<RedisUse, RedisOptions>;

mendSocketTimeout();

/** Opens a connection for one use, which CLIENT LIST shows by its name; the caller ends it. */
export function connectRedis(target: RedisTarget, use: RedisUse): Redis | Cluster {
  const options = { ...OPTIONS[use], connectionName: `onedoor-${use}` };
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, options);
    case 'sentinel':
      return new Redis({ ...options, ...target.auth, sentinels: [...target.nodes], name: target.name });
    case 'cluster':
      return new Cluster([...target.nodes], clusterOptions(target.auth, options));
  }
}

/** The cluster reconnects its nodes itself, so the pauses belong to it and the rest to each node. */
function clusterOptions(auth: RedisAuth, { retryStrategy: pause, ...node }: RedisOptions): ClusterOptions {
  const { enableOfflineQueue, ...each } = node;
  return {
    redisOptions: { ...auth, ...each },
    enableOfflineQueue: enableOfflineQueue ?? true,
    clusterRetryStrategy: pause,
  };
}

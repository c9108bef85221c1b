import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';

export type RedisTarget =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'sentinel'; readonly nodes: readonly Node[]; readonly name: string; readonly auth: Auth }
  | { readonly kind: 'cluster'; readonly nodes: readonly Node[]; readonly auth: Auth };

interface Node {
  readonly host: string;
  readonly port: number;
}

interface Auth {
  readonly username?: string;
  readonly password?: string;
}

/**
 * Reads `redis://`, `rediss://`, `sentinel://[user:pass@]host:port,host:port/master` or
 * `cluster://[user:pass@]host:port,host:port`.
 */
export function parseRedisUrl(text: string): RedisTarget {
  if (/^rediss?:\/\//.test(text)) return { kind: 'single', url: text };
  const match = /^(sentinel|cluster):\/\/(?:([^@/]*)@)?([^/]+)(?:\/(.*))?$/.exec(text);
  const [, kind, auth, hosts, name] = match ?? [];
  if (kind === undefined || hosts === undefined) {
    throw new Error(
      `REDIS_URL "${text.replace(/\/\/[^@]*@/, '//…@')}": expected redis://, rediss://, sentinel://host:port,…/master or cluster://host:port,….`,
    );
  }
  const nodes = hosts.split(',').map((host) => nodeOf(host, kind === 'sentinel' ? 26379 : 6379));
  if (kind === 'cluster') return { kind, nodes, auth: authOf(auth) };
  if (name === undefined || name === '')
    throw new Error('REDIS_URL sentinel://…: expected /master-name at the end.');
  return { kind: 'sentinel', nodes, name, auth: authOf(auth) };
}

function nodeOf(text: string, defaultPort: number): Node {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text);
  if (match?.[1] === undefined) throw new Error(`REDIS_URL: node "${text}", expected host:port.`);
  return {
    host: match[1].replace(/^\[|\]$/g, ''),
    port: match[2] === undefined ? defaultPort : Number(match[2]),
  };
}

function authOf(text: string | undefined): Auth {
  if (text === undefined || text === '') return {};
  const [user = '', password] = text.split(':').map(decodeURIComponent);
  if (password === undefined) return { password: user };
  return user === '' ? { password } : { username: user, password };
}

/** Reconnects from 1 s to 20 s: a very fast strategy hangs blocking commands (ioredis #1718). */
const retryStrategy = (attempt: number): number => Math.min(20_000, 1_000 * 2 ** Math.min(attempt - 1, 5));

/** For producers: fails fast while Redis is away, since the ledger rings again and nobody may wait on the queue. */
const PRODUCER: RedisOptions = { maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy };

/** For workers: BullMQ demands that blocking commands are retried without limit. */
const CONSUMER: RedisOptions = {
  maxRetriesPerRequest: null,
  retryStrategy: (attempt) => Math.min(3_000, 250 * attempt),
};

/** Opens a connection for one use; the caller ends it. */
export function connectRedis(target: RedisTarget, use: 'producer' | 'consumer'): Redis | Cluster {
  const options = use === 'producer' ? PRODUCER : CONSUMER;
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, options);
    case 'sentinel':
      return new Redis({ ...options, ...target.auth, sentinels: [...target.nodes], name: target.name });
    case 'cluster':
      return new Cluster([...target.nodes], clusterOptions(target.auth, options));
  }
}

function clusterOptions(auth: Auth, options: RedisOptions): ClusterOptions {
  const { maxRetriesPerRequest, enableOfflineQueue } = options;
  return {
    redisOptions: { ...auth, ...(maxRetriesPerRequest === undefined ? {} : { maxRetriesPerRequest }) },
    enableOfflineQueue: enableOfflineQueue ?? true,
    clusterRetryStrategy: retryStrategy,
  };
}

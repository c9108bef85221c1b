import { Queue, Worker } from 'bullmq';
import { Cluster, type Redis } from 'ioredis';
import { parseRedisUrl, type RedisTarget, tellTarget } from './parse-redis-url.ts';
import { QUEUE, QueueAway, type QueueBackend, type Ring } from './queue-backend.ts';
import { RING_OPTIONS, ringId, WORKER_OPTIONS } from './queue-options.ts';
import { connectRedis } from './redis-connection.ts';

/**
 * What the keys of a ledger's queue begin with. Two ledgers on one Redis must not take each other's doorbells, of which
 * they know nothing; and in a cluster all keys of a queue must lie in one slot, hence the braces.
 */
export function queuePrefix(ledger: string): string {
  return `{onedoor-${ledger}}`;
}

/** BullMQ on Redis: standalone, behind Sentinel, or a cluster. */
export function createRedisBackend(url: string, ledger: string): QueueBackend {
  const target = parseRedisUrl(url);
  const prefix = queuePrefix(ledger);
  return {
    kind: 'redis',
    prepare: () => asking(target, demandNoEviction),
    warnings: () => asking(target, persistenceWarnings),
    openBell(onError) {
      const connection = connectRedis(target, 'producer');
      connection.on('error', onError);
      const queue = new Queue<Ring>(QUEUE, { connection, prefix, skipVersionCheck: true });
      queue.on('error', onError);
      return {
        async ring(rings) {
          const now = Date.now();
          await queue.addBulk(
            rings.map((data) => ({ name: 'ring', data, opts: { ...RING_OPTIONS, jobId: ringId(now) } })),
          );
        },
        async close() {
          await queue.close();
          connection.disconnect();
        },
      };
    },
    openWorker(handle, { concurrency, onError, onBroken }) {
      const connection = connectRedis(target, 'consumer');
      connection.on('error', onError);
      const worker = new Worker<Ring>(QUEUE, (job) => handle(job.data, job.id ?? ''), {
        ...WORKER_OPTIONS,
        connection,
        prefix,
        concurrency,
      });
      worker.on('error', onError);
      worker.waitUntilReady().catch(onBroken);
      return {
        isRunning: () => worker.isRunning(),
        async close() {
          // Waiting for jobs means waiting for Redis: of one that is gone BullMQ never hears the end (#4585).
          await worker.close(connection.status !== 'ready');
          connection.disconnect();
        },
        abandon() {
          worker.close(true).catch(onError);
          connection.disconnect();
        },
      };
    },
  };
}

/** Asks a server that must answer within 10 s, over a connection of its own. */
async function asking<T>(target: RedisTarget, ask: (connection: Redis | Cluster) => Promise<T>): Promise<T> {
  const connection = connectRedis(target, 'consumer');
  let last: Error | undefined;
  connection.on('error', (error: Error) => {
    last = error;
  });
  try {
    const answer = await within(
      10_000,
      ask(connection),
      () =>
        `Redis (${tellTarget(target)}) did not answer within 10 s: ${last?.message ?? 'no error'}. Check REDIS_URL.`,
    );
    // A number of a database that there is not is only complained of, and another one used.
    if (last?.message.startsWith('ERR ') === true) throw last;
    return answer;
  } catch (error) {
    throw error instanceof QueueAway ? error : new Error(whyUnfit(target, error), { cause: error });
  } finally {
    connection.disconnect();
  }
}

/** What a server said that answers and yet cannot be the queue. */
function whyUnfit(target: RedisTarget, error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  const password = /^(NOAUTH|WRONGPASS|ERR AUTH)/.test(said)
    ? ' 用户名或密码不对 user or password is wrong;'
    : '';
  return `Redis (${tellTarget(target)}):${password} ${said}. Check REDIS_URL and the server.`;
}

/** Without AOF a restart empties the queue; nothing is lost, but all waiting work is rung again by the ledger. */
async function persistenceWarnings(connection: Redis | Cluster): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const node of await masters(connection)) {
    if (!/aof_enabled:1/.test(await node.info('persistence'))) warnings.push('Redis appendonly is off.');
  }
  return warnings;
}

/** An evicting Redis drops jobs and locks while BullMQ only warns (bullmq #1046): refused at start. */
async function demandNoEviction(connection: Redis | Cluster): Promise<void> {
  for (const node of await masters(connection)) {
    const info = await node.info('memory');
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1];
    if (policy !== 'noeviction') {
      throw new Error(
        `Redis maxmemory-policy is "${policy ?? 'unknown'}", expected "noeviction": set it in redis.conf or by CONFIG SET.`,
      );
    }
  }
}

async function masters(connection: Redis | Cluster): Promise<readonly Redis[]> {
  if (!(connection instanceof Cluster)) return [connection];
  await connection.ping();
  return connection.nodes('master');
}

async function within<T>(ms: number, work: Promise<T>, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new QueueAway(message()));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { eventually } from '../eventually.ts';
import { startTestRedis, type TestRedis } from './redis.ts';
import { redisCommand } from './redis-command.ts';

const NAME = 'main';
const SENTINELS = 3;

export interface TestSentinel {
  /** `sentinel://…/main`, as REDIS_URL takes it. */
  readonly url: string;
  /** The server that the sentinels take for the master now. */
  master(): Promise<TestRedis>;
  /** kill -9 of the master; resolves when the sentinels have made the replica the master. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a master with one replica under the eyes of three sentinels that declare it dead after a second. */
export async function startTestSentinel(): Promise<TestSentinel> {
  // Replicas attach at once: the delay in which more of them may gather is of no use here.
  const master = await startTestRedis({ settings: { 'repl-diskless-sync-delay': '0' } });
  const replica = await startTestRedis({ settings: { replicaof: `127.0.0.1 ${master.port}` } });
  await eventually(() => isLinked(replica), { what: 'the link of the replica to its master' });
  const sentinels = await Promise.all(
    Array.from({ length: SENTINELS }, () => startTestRedis({ sentinel: true, settings: watching(master) })),
  );
  await eventually(async () => (await Promise.all(sentinels.map(knowsAll))).every(Boolean), {
    what: 'sentinels that know each other and the replica',
    withinMs: 60_000,
  });
  const servers = [master, replica];

  async function current(): Promise<TestRedis> {
    const [first] = sentinels;
    if (first === undefined) throw new Error('No sentinel was started.');
    const [, port] = await redisCommand<string[]>(first, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME);
    const found = servers.find((server) => String(server.port) === port);
    if (found === undefined) throw new Error(`The sentinels name port ${port} as master, which is not ours.`);
    return found;
  }

  return {
    url: `sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${NAME}`,
    master: current,
    async failOver() {
      const dead = await current();
      await dead.kill();
      await eventually(async () => (await current()) !== dead, {
        what: 'a new master named by the sentinels',
        withinMs: 60_000,
      });
    },
    async stop() {
      await Promise.all([...sentinels, ...servers].map((server) => server.stop()));
    },
  };
}

function watching(master: TestRedis): Readonly<Record<string, string>> {
  return {
    'sentinel monitor': `${NAME} 127.0.0.1 ${master.port} 2`,
    'sentinel down-after-milliseconds': `${NAME} 1000`,
    'sentinel failover-timeout': `${NAME} 5000`,
  };
}

async function isLinked(replica: TestRedis): Promise<boolean> {
  return (await redisCommand<string>(replica, 'INFO', 'replication')).includes('master_link_status:up');
}

async function knowsAll(sentinel: TestRedis): Promise<boolean> {
  const fields = await redisCommand<string[]>(sentinel, 'SENTINEL', 'MASTER', NAME);
  const valueOf = (name: string) => fields[fields.indexOf(name) + 1];
  return valueOf('num-slaves') === '1' && valueOf('num-other-sentinels') === String(SENTINELS - 1);
}

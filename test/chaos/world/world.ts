import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../src/platform/process/free-port.ts';
import { seededRandom } from '../../bench/seeded-random.ts';
import { eventually } from '../../support/eventually.ts';
import { openTcpProxy, type TcpProxy } from '../../support/network/tcp-proxy.ts';
import { startTestRedis, type TestRedis } from '../../support/redis/redis.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import { type Member, startMember } from './crew.ts';
import { type Database, startDatabase } from './database.ts';
import { foreigners } from './foreigners.ts';
import { settableClock } from './settable-clock.ts';

export type Backend = 'redis' | 'postgres';

/** Everything that a round runs on: servers, two doors and two workers as processes, keys to the doors. */
export interface World {
  /** Where processes of the round may have their folders. */
  readonly folder: string;
  readonly database: Database;
  readonly redis: TestRedis | undefined;
  /** The way of the product to Redis. */
  readonly toRedis: TcpProxy | undefined;
  /** Sets the machine's clock of one door and one worker so many seconds ahead; undefined where it cannot be set. */
  readonly setClocks: ((aheadSeconds: number) => Promise<void>) | undefined;
  /** Starts a worker of another ledger on the same queue; answers how it is ended. */
  admitForeigners(): Promise<() => Promise<void>>;
  readonly apis: readonly Member[];
  readonly workers: readonly Member[];
  readonly doorUrls: readonly string[];
  readonly keyOf: (principal: string) => string;
  readonly random: () => number;
  stop(): Promise<void>;
}

export interface WorldTerms {
  readonly backend: Backend;
  readonly seed: number;
  /** Folder of the built product with which everybody begins. */
  readonly dist?: string | undefined;
}

/** Starts a world; nothing in it is shared with any other. */
export async function startWorld({ backend, seed, dist }: WorldTerms): Promise<World> {
  const database = await startDatabase();
  const redis = backend === 'redis' ? await startTestRedis() : undefined;
  const toRedis = redis === undefined ? undefined : await openTcpProxy(redis.port);
  const folder = await scratchFolder();
  const clock = await settableClock(folder);
  const env = {
    DATABASE_URL: database.url,
    ...(redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${toRedis?.port}` }),
    ONEDOOR_DATA_DIR: folder,
    ONEDOOR_EVALUATION_KEYS: 'true',
  };
  const ports = [await freePort(), await freePort()];
  const doorUrls = ports.map((port) => `http://127.0.0.1:${port}`);
  const members: Member[] = [];
  const start = (
    name: string,
    entry: 'src/main/api' | 'src/main/worker',
    more: Record<string, string> = {},
  ) => {
    const member = startMember({ name, entry, env: { ...env, ...more }, dist });
    members.push(member);
    return member;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()));
    await toRedis?.close();
    await redis?.stop();
    await database.stop();
    await removeScratch(folder);
  };
  try {
    // The first door migrates, seeds and issues the keys; the others find everything there.
    const first = start('api 1', 'src/main/api', { PORT: String(ports[0]), ...clock?.env });
    await answers(doorUrls[0] ?? '', first);
    const second = start('api 2', 'src/main/api', { PORT: String(ports[1]) });
    const workers = [start('worker 1', 'src/main/worker', clock?.env), start('worker 2', 'src/main/worker')];
    await answers(doorUrls[1] ?? '', second);
    const keys = await readKeys(join(folder, 'keys.json'));
    return {
      folder,
      database,
      redis,
      toRedis,
      setClocks: clock && ((aheadSeconds) => clock.set(aheadSeconds)),
      admitForeigners: async () => foreigners({ ...env, DATABASE_URL: await database.another() }, folder),
      apis: [first, second],
      workers,
      doorUrls,
      keyOf: (principal) => {
        const key = keys.get(principal);
        if (key === undefined) throw new Error(`There is no key for ${principal}.`);
        return key;
      },
      random: seededRandom(seed),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(url: string, member: Member): Promise<void> {
  const isReady = async () => (await fetch(`${url}/readyz`)).ok;
  await eventually(isReady, { withinMs: 60_000, everyMs: 100, what: `${member.name} at ${url}` }).catch(
    (cause: unknown) => {
      throw new Error(`${member.name} did not start:\n${member.output()}`, { cause });
    },
  );
}

async function readKeys(file: string): Promise<ReadonlyMap<string, string>> {
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly keys: readonly { readonly principal: string; readonly key: string }[];
  };
  return new Map(keys.map(({ principal, key }) => [principal, key]));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../src/platform/free-port.ts';
import { seededRandom } from '../../bench/seeded-random.ts';
import { eventually } from '../../support/eventually.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import { type Member, startMember } from './crew.ts';
import { type Database, startDatabase } from './database.ts';

export type Backend = 'redis' | 'postgres';

/** Everything that a round runs on: servers, two doors and two workers as processes, keys to the doors. */
export interface World {
  readonly database: Database;
  readonly redis: TestRedis | undefined;
  readonly apis: readonly Member[];
  readonly workers: readonly Member[];
  readonly doorUrls: readonly string[];
  readonly keyOf: (principal: string) => string;
  readonly random: () => number;
  stop(): Promise<void>;
}

/** Starts a world; nothing in it is shared with any other. */
export async function startWorld(backend: Backend, seed: number): Promise<World> {
  const database = await startDatabase();
  const redis = backend === 'redis' ? await startTestRedis() : undefined;
  const folder = await scratchFolder();
  const env = {
    DATABASE_URL: database.url,
    ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
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
    const member = startMember({ name, entry, env: { ...env, ...more } });
    members.push(member);
    return member;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()));
    await redis?.stop();
    await database.stop();
    await removeScratch(folder);
  };
  try {
    // The first door migrates, seeds and issues the keys; the others find everything there.
    const first = start('api 1', 'src/main/api', { PORT: String(ports[0]) });
    await answers(doorUrls[0] ?? '', first);
    const second = start('api 2', 'src/main/api', { PORT: String(ports[1]) });
    const workers = [start('worker 1', 'src/main/worker'), start('worker 2', 'src/main/worker')];
    await answers(doorUrls[1] ?? '', second);
    const keys = await readKeys(join(folder, 'keys.json'));
    return {
      database,
      redis,
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../../support/cluster.ts';
import { startTestRedis } from '../../support/redis/redis.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import { openConnection } from './connection.ts';
import { announced, type Profile, type Running, type ServerProcess, startServer } from './subject.ts';
import type { Target } from './target.ts';

interface IssuedKey {
  readonly role: string;
  readonly seats: readonly string[];
  readonly key: string;
}

/** Starts the product as it is deployed with Redis; the cluster in `clusterFolder` is kept, without one it is new. */
export async function startOursOnRedis(profile: Profile, clusterFolder?: string): Promise<Running> {
  const cluster = await startTestCluster(clusterFolder === undefined ? {} : { folder: clusterFolder });
  const redis = await startTestRedis();
  const endServers = async (): Promise<void> => {
    await redis.stop();
    await (clusterFolder === undefined ? cluster.stop() : cluster.halt());
  };
  try {
    const env = { DATABASE_URL: cluster.connectionString, REDIS_URL: redis.url };
    return await startProduct(env, [cluster.pid, redis.pid()], profile, endServers);
  } catch (error) {
    await endServers();
    throw error;
  }
}

/** Starts the product as `npm start` does: PostgreSQL and the queue inside, nothing but npm needed. */
export async function startOursEmbedded(profile: Profile): Promise<Running> {
  return startProduct({}, [], profile, async () => undefined);
}

async function startProduct(
  env: Readonly<Record<string, string>>,
  otherRoots: readonly number[],
  profile: Profile,
  endServers: () => Promise<void>,
): Promise<Running> {
  const dataDir = await scratchFolder();
  const script = fileURLToPath(import.meta.resolve('../../../src/main/all-in-one.js'));
  const all = {
    ...plainEnvironment(),
    ...env,
    PORT: '0',
    ONEDOOR_DATA_DIR: dataDir,
    ONEDOOR_EVALUATION_KEYS: 'true',
  };
  const server = await startServer(script, [], all, join(dataDir, 'server.log'), profile);
  const stop = async (): Promise<void> => {
    await server.stop();
    await endServers();
    await removeScratch(dataDir);
  };
  try {
    return { target: await targetOf(server, dataDir), roots: [server.pid, ...otherRoots], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Settings of whoever runs the benchmark must not change what is measured. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(ONEDOOR_|DATABASE_URL|REDIS_URL|PORT$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

async function targetOf(server: ServerProcess, dataDir: string): Promise<Target> {
  const port = Number(await announced(server, /http:\/\/127\.0\.0\.1:(\d+)\/docs/));
  const { keys } = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as {
    keys: readonly IssuedKey[];
  };
  const keyOfRole = (role: string): string => {
    const found = keys.find((key) => key.role === role);
    if (found === undefined) throw new Error(`keys.json has no key of the role ${role}.`);
    return found.key;
  };
  const taskForceKey = keyOfRole('taskForce');
  const bySeat = new Map(keys.flatMap(({ seats, key }) => seats.map((seat) => [seat, key] as const)));
  const units = (await unitsOf(port, taskForceKey)).flatMap(({ code, name }) => {
    const [key, sectionKey] = [bySeat.get(`${code}/A`), bySeat.get(`${code}-S1/H`)];
    // The task force has a unit too, but may not review what it claimed itself.
    if (key === undefined || sectionKey === undefined || key === taskForceKey) return [];
    return [{ name, key, section: `${code}-S1`, sectionKey }];
  });
  return { port, taskForceKey, supervisorKey: keyOfRole('supervisor'), units };
}

async function unitsOf(port: number, key: string): Promise<readonly { code: string; name: string }[]> {
  const connection = await openConnection(port);
  const answer = await connection.request('GET', '/api/v1/units', `Authorization: Bearer ${key}\r\n`);
  connection.close();
  if (answer.status !== 200) throw new Error(`GET /api/v1/units: ${answer.status} ${answer.body}`);
  return (JSON.parse(answer.body) as { items: { code: string; name: string }[] }).items;
}

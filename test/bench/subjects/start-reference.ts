import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../../support/cluster.ts';
import { startTestRedis } from '../../support/redis/redis.ts';
import type { ReferenceSetup } from '../reference-server.ts';
import { announced, type Profile, type Running, startServer } from './subject.ts';

/** As many as the county has, so that both servers see the same spread of work over seats. */
const UNITS = 74;

/** Starts the reference server on a database and a Redis of its own, set as ours are. */
export async function startReference(profile: Profile): Promise<Running> {
  const cluster = await startTestCluster();
  const redis = await startTestRedis();
  const codes = Array.from({ length: UNITS }, (_, n) => `330523-O${String(n + 1).padStart(2, '0')}`);
  const units = codes.map((code, n) => ({
    name: `第${n + 1}单位`,
    code,
    key: `reference-unit-key-${code}`,
    section: `${code}-S1`,
    sectionKey: '',
  }));
  const taskForceKey = 'reference-task-force-key';
  const principals: Record<string, ReferenceSetup['principals'][string]> = {
    [taskForceKey]: { id: 'seat:330523-TF/A', seat: '330523-TF/A', taskForce: true },
  };
  for (const { code, key } of units) {
    principals[key] = { id: `seat:${code}/A`, seat: `${code}/A`, taskForce: false };
  }
  const setup: ReferenceSetup = {
    databaseUrl: cluster.connectionString,
    redisUrl: redis.url,
    principals,
    seats: Object.fromEntries(units.map(({ name, code }) => [name, { unit: code, seat: `${code}/A` }])),
  };
  const file = join(redis.folder, 'reference.json');
  await writeFile(file, JSON.stringify(setup));
  const script = fileURLToPath(import.meta.resolve('../reference-server.js'));
  const server = await startServer(script, [file], process.env, join(redis.folder, 'server.log'), profile);
  const stop = async (): Promise<void> => {
    await server.stop();
    await redis.stop();
    await cluster.stop();
  };
  try {
    const port = Number(await announced(server, /"port":(\d+)/));
    const roots = [server.pid, cluster.pid, redis.pid()];
    return { target: { port, taskForceKey, supervisorKey: '', units }, roots, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestCluster, type TestCluster } from '../support/cluster.ts';
import { openTcpProxy, type TcpProxy } from '../support/network/tcp-proxy.ts';
import { type Program, startProgram } from '../support/program.ts';
import { startTestRedis } from '../support/redis/redis.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';
import type { Part, Server } from './roles.ts';

/** A door and a worker, each behind proxies of its own to PostgreSQL and, where asked for, to Redis. */
export interface Stage {
  readonly cluster: TestCluster;
  readonly programs: Readonly<Record<Part, Program>>;
  readonly proxies: Readonly<Record<Part, Readonly<Partial<Record<Server, TcpProxy>>>>>;
  readonly url: string;
  /** Of the task force's officer, and of an auditor. */
  readonly key: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export async function openStage(withRedis: boolean): Promise<Stage> {
  const cluster = await startTestCluster();
  const redis = withRedis ? await startTestRedis() : undefined;
  const dataDir = await scratchFolder();
  const open = async () => ({
    postgres: await openTcpProxy(cluster.port),
    ...(redis === undefined ? {} : { redis: await openTcpProxy(redis.port) }),
  });
  const proxies = { door: await open(), worker: await open() };
  const env = (part: Part) => {
    const { postgres, redis: toRedis } = proxies[part];
    return {
      DATABASE_URL: cluster.tcpConnectionString.replace(`:${cluster.port}/`, `:${postgres.port}/`),
      ...(toRedis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${toRedis.port}` }),
      ONEDOOR_DATA_DIR: dataDir,
      ONEDOOR_EVALUATION_KEYS: 'true',
      PORT: '0',
    };
  };
  const door = startProgram('src/main/api', { env: env('door') });
  const [, url = ''] = await door.said(/"url":"(http[^"]+)"/);
  const worker = startProgram('src/main/worker', { env: env('worker') });
  const file = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  const key = file.keys.find(({ principal }) => principal.endsWith('330523-TF/A'))?.key ?? '';
  return {
    cluster,
    programs: { door, worker },
    proxies,
    url,
    key,
    databaseUrl: cluster.connectionString,
    dataDir,
    async stop() {
      await door.dispose();
      await worker.dispose();
      for (const { postgres, redis: toRedis } of Object.values(proxies)) {
        await postgres.close();
        await toRedis?.close();
      }
      await redis?.stop();
      await cluster.stop();
      await removeScratch(dataDir);
    },
  };
}

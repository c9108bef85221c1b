import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { startProcess } from '../../src/main/start-process.ts';
import { tellFailure } from '../../src/main/tell-failure.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import type { Config } from '../../src/platform/config/config-schema.ts';
import { createLog } from '../../src/platform/process/log.ts';
import { startTestCluster, type TestCluster } from '../support/cluster.ts';
import { startProgram } from '../support/program.ts';
import { startTestRedis, type TestRedis } from '../support/redis/redis.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

/** Everything that a process needs to start, and somebody who listens and never says a word. */
interface Surroundings {
  readonly cluster: TestCluster;
  readonly redis: TestRedis;
  readonly folder: string;
  readonly mute: number;
}

let around: Surroundings;
let server: Server;

beforeAll(async () => {
  const cluster = await startTestCluster();
  const redis = await startTestRedis();
  const toRedis = new Redis(redis.url);
  await toRedis.config('SET', 'requirepass', 'right');
  toRedis.disconnect();
  const folder = await scratchFolder();
  await mkdir(join(folder, 'empty'));
  await writeFile(join(folder, 'file'), 'port: [');
  server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  around = { cluster, redis, folder, mute: (server.address() as AddressInfo).port };
  await inServer("CREATE ROLE reader LOGIN PASSWORD 'r'");
  await inServer('CREATE DATABASE untouched');
});
afterAll(async () => {
  server?.close();
  await around?.cluster.stop();
  await around?.redis.stop();
  await removeScratch(around.folder);
});

async function inServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: around.cluster.connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

type Setting = (around: Surroundings) => string;
const url =
  (change: (url: URL) => void): Setting =>
  ({ cluster }) => {
    const changed = new URL(cluster.tcpConnectionString);
    change(changed);
    return changed.href;
  };
const redisUrl: Setting = ({ redis }) => `redis://:right@127.0.0.1:${redis.port}`;

/** What is set wrongly, to what, and what the one line has to say besides. */
const cases: readonly (readonly [variable: string, why: string, value: Setting, expected: RegExp])[] = [
  ['PORT', 'another program has it', ({ mute }) => String(mute), /in use/],
  ['ONEDOOR_HOST', 'no such name', () => 'nowhere.invalid', /no such host|cannot be resolved/],
  ['ONEDOOR_HOST', 'an address of another machine', () => '203.0.113.7', /no address of this machine/],
  ['ONEDOOR_CONFIG', 'a file that is not there', () => '/not/there.yaml', /cannot be read/],
  ['ONEDOOR_CONFIG', 'a folder', ({ folder }) => folder, /cannot be read/],
  ['ONEDOOR_CONFIG', 'a file that is not YAML', ({ folder }) => join(folder, 'file'), /is not YAML/],
  ['ONEDOOR_PUBLIC_URL', 'no address', () => 'onedoor', /expected an address such as https/],
  ['ONEDOOR_DATA_DIR', 'a file', ({ folder }) => join(folder, 'file'), /ONEDOOR_DATA_DIR/],
  ['ONEDOOR_DATA_DIR', 'below a file', ({ folder }) => join(folder, 'file', 'x'), /ONEDOOR_DATA_DIR/],
  ['ONEDOOR_CALENDAR_DIR', 'not there', () => '/not/there', /\/not\/there/],
  ['ONEDOOR_CALENDAR_DIR', 'empty', ({ folder }) => join(folder, 'empty'), /empty/],
  ['ONEDOOR_LIMITS_DIR', 'not there', () => '/not/there', /\/not\/there/],
  ['ONEDOOR_LIMITS_DIR', 'empty', ({ folder }) => join(folder, 'empty'), /empty/],
  ['ONEDOOR_LADDERS_DIR', 'not there', () => '/not/there', /\/not\/there/],
  ['ONEDOOR_DIRECTORY_DIR', 'not there', () => '/not/there', /\/not\/there/],
  ['ONEDOOR_DIRECTORY_DIR', 'empty', ({ folder }) => join(folder, 'empty'), /empty/],
  ['DATABASE_URL', 'cannot be decoded', () => 'postgresql://u:%E0%A4%A@127.0.0.1/onedoor', /DATABASE_URL/],
  ['DATABASE_URL', 'no such port', () => 'postgresql://u:p@127.0.0.1:99999/onedoor', /DATABASE_URL/],
  [
    'DATABASE_URL',
    'no such host',
    () => 'postgresql://u:p@nowhere.invalid/onedoor',
    /no such host|cannot be resolved/,
  ],
  ['DATABASE_URL', 'nobody answers', ({ mute }) => `postgresql://u:p@127.0.0.1:${mute}/x`, /no answer/],
  [
    'DATABASE_URL',
    'a server without TLS',
    url((at) => at.searchParams.set('sslmode', 'verify-full')),
    /TLS|SSL/,
  ],
  [
    'DATABASE_URL',
    'a certificate that is not there',
    url((at) => (at.search = '?sslmode=verify-ca&sslrootcert=/not/there.pem')),
    /\/not\/there\.pem/,
  ],
  [
    'DATABASE_URL',
    'a user who may not create tables',
    url((at) => Object.assign(at, { username: 'reader', password: 'r', pathname: '/untouched' })),
    /right/,
  ],
  ['REDIS_URL', 'a wrong password', ({ redis }) => `redis://:wrong@127.0.0.1:${redis.port}`, /password/i],
  ['REDIS_URL', 'no password', ({ redis }) => `redis://127.0.0.1:${redis.port}`, /password|authentication/i],
  [
    'REDIS_URL',
    'a database server of another kind',
    ({ cluster }) => `redis://127.0.0.1:${cluster.port}`,
    /REDIS_URL/,
  ],
  ['REDIS_URL', 'a server that says nothing', ({ mute }) => `redis://127.0.0.1:${mute}`, /did not answer/],
  [
    'REDIS_URL',
    'no such number of a database',
    ({ redis }) => `redis://:right@127.0.0.1:${redis.port}/99`,
    /99|range/,
  ],
  ['REDIS_URL', 'nodes that are none', () => 'sentinel://a b/c', /REDIS_URL/],
];

/** Starts everything in this process, and answers the one line that a program would end with. */
async function refusalOf(env: Readonly<Record<string, string>>): Promise<string> {
  let config: Config | undefined;
  try {
    config = loadConfig(env, join(around.folder, 'empty')).config;
    const log = createLog({ level: 'silent', role: 'test', pretty: false });
    const { lifecycle } = await startProcess('all', config, log);
    await lifecycle.stop('it was not meant to start');
    return 'it started';
  } catch (error) {
    return tellFailure(error, config);
  }
}

describe('a process that cannot start ends with one line that names setting, value and remedy', () => {
  it.each(cases)('%s: %s', async (variable, _, value, expected) => {
    const said = await refusalOf({
      DATABASE_URL: around.cluster.tcpConnectionString,
      REDIS_URL: redisUrl(around),
      ONEDOOR_DATA_DIR: join(around.folder, 'data'),
      ONEDOOR_EVALUATION_KEYS: 'true',
      PORT: '0',
      [variable]: value(around),
    });
    expect(said.split('\n')).toHaveLength(1);
    expect(said).toContain(variable);
    expect(said).toMatch(expected);
    expect(said).not.toMatch(/right@|wrong@|:p@|:r@/);
  });

  it.each([
    ['a folder that is a file', { ONEDOOR_DATA_DIR: 'file' }, /ONEDOOR_DATA_DIR/],
    ['two settings that are none', { ONEDOOR_PROT: '1', PORT: '80a' }, /ONEDOOR_PROT.*port is "80a"/],
  ])('as a program of its own, with %s', async (_, wrong, expected) => {
    const env = { ONEDOOR_LOG_LEVEL: 'silent', PORT: '0', ...wrong };
    const program = startProgram('src/main/all-in-one', { env, cwd: around.folder });
    expect((await program.ended).code).toBe(1);
    expect(program.output().trim().split('\n')).toEqual([expect.stringMatching(expected)]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { guardChild } from '../../../src/platform/process/child-guard.ts';
import { freePort } from '../../../src/platform/process/free-port.ts';
import { eventually } from '../eventually.ts';
import { removeScratch, scratchFolder } from '../scratch.ts';

export interface TestRedisOptions {
  /** redis.conf directives that differ from ours, e.g. `{ appendonly: 'no', 'cluster-enabled': 'yes' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Runs it as a sentinel; its directives are e.g. `{ 'sentinel monitor': 'main 127.0.0.1 6379 2' }`. */
  readonly sentinel?: boolean;
}

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Of the running server; changes with every restart. */
  pid(): number;
  /** Ends it as an operator would; the data stay. */
  halt(): Promise<void>;
  /** kill -9; what was not on disk is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const STORE = { appendonly: 'yes', save: '""', 'maxmemory-policy': 'noeviction' };

/** Starts a real redis-server on a free port, with append-only file and `noeviction` unless told otherwise. */
export async function startTestRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const folder = await scratchFolder();
  const work = join(folder, 'redis');
  await mkdir(work);
  const port = await freePort();
  const kind = options.sentinel ? {} : STORE;
  const settings = { bind: '127.0.0.1', port: String(port), dir: work, ...kind, ...options.settings };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  // A file rather than arguments: sentinels and cluster nodes write what they learn back into it.
  await writeFile(join(work, 'redis.conf'), lines.join(''));
  const args = ['redis.conf', ...(options.sentinel ? ['--sentinel'] : [])];
  let running = await launch(args, work, port);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGCONT');
    running.kill(signal);
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    pid: () => running.pid ?? 0,
    halt: async () => end('SIGTERM'),
    kill: async () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      running = await launch(args, work, port);
    },
    pause: () => void running.kill('SIGSTOP'),
    resume: () => void running.kill('SIGCONT'),
    stop: async () => {
      await end('SIGKILL');
      await removeScratch(folder);
    },
  };
}

async function launch(args: readonly string[], work: string, port: number): Promise<ChildProcess> {
  // Without what is preloaded: it does not start under `faketime`, and only measures spans of time.
  const { LD_PRELOAD: _, ...env } = process.env;
  const child = spawn('redis-server', args, { cwd: work, env, detached: true, stdio: 'ignore' });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`redis-server on port ${port} ended with code ${code} before it answered.`);
  });
  await Promise.race([
    eventually(async () => answers(port), { what: `redis-server on port ${port}` }),
    failed,
  ]);
  const release = guardChild(child.pid ?? 0, 'KILL');
  child.once('exit', release);
  failed.catch(() => undefined);
  return child;
}

async function answers(port: number): Promise<boolean> {
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined); // "connection refused" until it is up
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } finally {
    // After a refused connection it has ended already; disconnect() would then wait 2 s for a close that came.
    if (client.status !== 'end') client.disconnect();
  }
}

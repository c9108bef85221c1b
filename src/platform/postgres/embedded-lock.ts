import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { absentAs, codeOf } from '../error-code.ts';
import { processBirth, processWorksIn, signalIfAlive } from '../process-identity.ts';
import type { ClusterHome } from './embedded-home.ts';

/** Takes the cluster for this process; an owner that is gone (kill -9, power cut) does not count. */
export async function takeLock(home: ClusterHome): Promise<void> {
  const path = lockPath(home);
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, `${process.pid} ${await processBirth(process.pid)}`, { mode: 0o600 });
  try {
    // A link appears at once with its content: nobody can read a lock that is half written.
    while (!(await linked(mine, path))) await clearStale(path, home);
  } finally {
    await rm(mine);
  }
}

async function linked(mine: string, path: string): Promise<boolean> {
  return link(mine, path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    },
  );
}

async function clearStale(path: string, home: ClusterHome): Promise<void> {
  const [pid = '', birth] = (await readOrEmpty(path)).split(' ');
  if (birth !== undefined && (await processBirth(Number(pid))) === birth) {
    throw new Error(
      `The data directory ${home.folder} is in use by process ${pid}: ` +
        'stop that one first, or name another directory with ONEDOOR_DATA_DIR.',
    );
  }
  await rm(path, { force: true });
}

/** Gives the cluster back. */
export async function releaseLock(home: ClusterHome): Promise<void> {
  await rm(lockPath(home), { force: true });
}

/**
 * Stops a postmaster that outlived its owner and clears what it left: first politely (fast), then at once
 * (immediate: it recovers from its log), then by force.
 */
export async function stopLeftover(home: ClusterHome): Promise<void> {
  const path = join(home.pgdata, 'postmaster.pid');
  const pid = Number((await readOrEmpty(path)).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const alive = (): Promise<boolean> => processWorksIn(pid, home.pgdata);
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!(await alive())) break;
    signalIfAlive(pid, signal);
    await until(async () => !(await alive()), patienceMs);
  }
  if (await alive()) throw new Error(`PostgreSQL (pid ${pid}) of ${home.pgdata} does not stop.`);
  await rm(path, { force: true });
}

async function until(condition: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end && !(await condition())) await delay(10);
}

function lockPath(home: ClusterHome): string {
  return join(home.folder, 'in-use-by');
}

async function readOrEmpty(path: string): Promise<string> {
  return absentAs(readFile(path, 'utf8'), '');
}

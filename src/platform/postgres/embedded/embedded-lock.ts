import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { absentAs } from '../../error-code.ts';
import { processBirth, processWorksIn, signalIfAlive } from '../../process/process-identity.ts';
import type { ClusterHome } from './embedded-home.ts';
import { hasKernelLock, type KernelLock, tryKernelLock } from './kernel-lock.ts';

/** The cluster is ours until it is released, or until we and the server we hand `fd` to have ended. */
export interface ClusterLock {
  readonly fd: number | undefined;
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  readonly birth: string | undefined;
  readonly host: string;
}

/** How long a server whose owner is gone may take to end; its guard has told it to. */
const LEFTOVER_MS = 15_000;

/** Takes the cluster for this process and stops what a killed owner left; throws, naming the owner, where one lives. */
export async function takeLock(home: ClusterHome): Promise<ClusterLock> {
  const kernel = hasKernelLock ? await waitForLeftover(home) : undefined;
  try {
    if (kernel === undefined) await expectNoLivingOwner(home);
    await stopLeftover(home);
    // Nobody runs it now; where pids are counted anew, PostgreSQL would take some other process for its predecessor.
    await rm(markOf(home), { force: true });
    await writeFile(ownerPath(home), `${process.pid} ${await processBirth(process.pid)} ${hostname()}`, {
      mode: 0o600,
    });
  } catch (error) {
    kernel?.release();
    throw error;
  }
  return {
    fd: kernel?.fd,
    async release() {
      await rm(ownerPath(home), { force: true });
      kernel?.release();
    },
  };
}

/** The lock is held as long as the server of a killed owner lives: it is stopped where we can see it, else awaited. */
async function waitForLeftover(home: ClusterHome): Promise<KernelLock> {
  const path = join(home.folder, 'lock');
  for (const end = performance.now() + LEFTOVER_MS; ; await delay(50)) {
    const lock = await tryKernelLock(path);
    if (lock !== undefined) return lock;
    await expectNoLivingOwner(home);
    const owner = await readOwner(home);
    if (owner?.host === hostname()) await stopLeftover(home);
    if (performance.now() > end) throw inUse(home, owner);
  }
}

async function expectNoLivingOwner(home: ClusterHome): Promise<void> {
  const owner = await readOwner(home);
  if (owner === undefined) return;
  if (owner.birth !== undefined && (await processBirth(owner.pid)) === owner.birth) throw inUse(home, owner);
}

async function readOwner(home: ClusterHome): Promise<Owner | undefined> {
  const [pid, birth, host = hostname()] = (await readOrEmpty(ownerPath(home))).split(' ');
  return pid ? { pid: Number(pid), birth, host } : undefined;
}

function inUse({ folder }: ClusterHome, owner: Owner | undefined): Error {
  const place = owner === undefined || owner.host === hostname() ? '' : ` on ${owner.host}`;
  const who = owner === undefined ? 'another process' : `process ${owner.pid}${place}`;
  return new Error(
    `The data directory ${folder} is in use by ${who}: ` +
      'stop that one first, or name another directory with ONEDOOR_DATA_DIR.',
  );
}

/**
 * Stops a postmaster that outlived its owner: first politely (fast), then at once (immediate: it recovers from its
 * log), then by force.
 */
async function stopLeftover(home: ClusterHome): Promise<void> {
  const pid = Number((await readOrEmpty(markOf(home))).split('\n')[0]);
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
}

async function until(condition: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end && !(await condition())) await delay(10);
}

/** PostgreSQL's own note of the postmaster that runs the cluster. */
function markOf(home: ClusterHome): string {
  return join(home.pgdata, 'postmaster.pid');
}

function ownerPath(home: ClusterHome): string {
  return join(home.folder, 'in-use-by');
}

async function readOrEmpty(path: string): Promise<string> {
  return absentAs(readFile(path, 'utf8'), '');
}

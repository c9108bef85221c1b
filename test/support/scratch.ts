import { chmod, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absentAs } from '../../src/platform/error-code.ts';
import { processBirth, signalIfAlive } from '../../src/platform/process/process-identity.ts';

const PREFIX = 'onedoor-test-';

/**
 * Makes a folder for a server's data; it is marked as ours, so that a later run clears it if we are killed.
 * Others may pass through it, as through an ordinary checkout: root's PostgreSQL runs under another account.
 */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), PREFIX));
  await chmod(folder, 0o711);
  await writeFile(join(folder, 'owner'), `${process.pid} ${await processBirth(process.pid)}`);
  return folder;
}

/** Clears what interrupted test runs left behind: first the processes that work in such a folder, then the folder. */
export async function sweepScratch(): Promise<void> {
  const base = await realpath(tmpdir());
  for (const name of await readdir(base)) {
    const folder = join(base, name);
    if (!name.startsWith(PREFIX) || (await isOwned(folder))) continue;
    await removeScratch(folder);
  }
}

/** Ends what still works in the folder and removes it, with what an embedded PostgreSQL keeps outside. */
export async function removeScratch(folder: string): Promise<void> {
  await killProcessesBelow(folder);
  const home = await absentAs(realpath(join(folder, 'postgres')), undefined);
  if (home !== undefined) {
    await killProcessesBelow(home);
    const socketFolder = await absentAs(readFile(join(home, 'socket-folder'), 'utf8'), undefined);
    if (socketFolder !== undefined) await rm(socketFolder, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function isOwned(folder: string): Promise<boolean> {
  const found = await absentAs(stat(folder), undefined);
  if (found?.uid !== process.getuid?.()) return true; // another user's, or swept by another run
  const owner = await absentAs(readFile(join(folder, 'owner'), 'utf8'), undefined);
  if (owner === undefined) return true; // being made this very moment by another run
  const [pid, birth] = owner.split(' ');
  return (await processBirth(Number(pid))) === birth;
}

async function killProcessesBelow(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const place = await readlink(`/proc/${pid}/cwd`).catch(() => undefined); // gone, or somebody else's
    if (place?.startsWith(`${folder}/`)) signalIfAlive(Number(pid), 'SIGKILL');
  }
}

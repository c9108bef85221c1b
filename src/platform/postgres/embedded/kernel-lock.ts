import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { codeOf } from '../../error-code.ts';

/** A lock on an open file, which the kernel keeps: a process that inherits the file holds it too, and the lock ends with the last of them. */
export interface KernelLock {
  /** To hand to a child that shall hold the lock as long as it lives. */
  readonly fd: number;
  release(): void;
}

/** Ends with this where another process holds the lock; any number that `flock` itself does not use. */
const TAKEN = 75;

/**
 * Locks a file for this process and those it hands the file to; undefined while another holds it.
 *
 * A process id says nothing across containers, each of which counts its own; the kernel counts once. `flock` of
 * util-linux locks the open file of its caller, which is ours, and so the lock stays when it has ended.
 */
export async function tryKernelLock(path: string): Promise<KernelLock | undefined> {
  const fd = openSync(path, 'a', 0o600);
  let held = true;
  const release = (): void => {
    if (held) closeSync(fd);
    held = false;
  };
  try {
    if (await lockOpenFile(fd)) return { fd, release };
  } catch (error) {
    release();
    throw error;
  }
  release();
  return undefined;
}

/** True where this platform has a lock to take; macOS has no `flock`, and no containers that share a folder. */
export const hasKernelLock = process.platform === 'linux';

async function lockOpenFile(fd: number): Promise<boolean> {
  const args = ['--nonblock', '--exclusive', '--conflict-exit-code', String(TAKEN), '3'];
  const child = spawn('flock', args, { stdio: ['ignore', 'ignore', 'pipe', fd], timeout: 10_000 });
  let words = '';
  child.stderr?.on('data', (text: Buffer) => (words += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      const why =
        codeOf(error) === 'ENOENT' ? 'the program flock is missing: install util-linux' : error.message;
      reject(new Error(`The data directory cannot be locked: ${why}.`));
    });
    child.once('close', (code) => {
      if (code === 0) resolve(true);
      else if (code === TAKEN) resolve(false);
      else
        reject(new Error(`The data directory cannot be locked: flock ended with ${code}. ${words.trim()}`));
    });
  });
}

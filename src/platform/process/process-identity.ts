import { readFile, readlink } from 'node:fs/promises';
import { codeOf } from '../error-code.ts';
import { runProgram } from './run-program.ts';

/** When a process began, as an opaque text that tells it from a later one with the same pid; undefined when it is gone. */
export async function processBirth(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return psField(pid, 'lstart=');
  const stat = await absentAsUndefined(readFile(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  // The second field is the command in brackets and may hold spaces, so count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const dead = fields[0] === 'Z' || fields[0] === 'X';
  return dead ? undefined : fields[19];
}

/** Whether the process is alive and works in that folder, as a postmaster does in its data directory. */
export async function processWorksIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    return (await absentAsUndefined(readlink(`/proc/${pid}/cwd`))) === folder;
  }
  return (await psField(pid, 'command='))?.includes(folder) ?? false;
}

/** Sends a signal to a process that may have ended by itself meanwhile. */
export function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

async function psField(pid: number, field: string): Promise<string | undefined> {
  return runProgram('ps', ['-o', field, '-p', String(pid)]).then(
    (stdout) => stdout.trim() || undefined,
    () => undefined, // ps ends with 1 when there is no such process
  );
}

/** A process that ends while we look gives ESRCH; one of another account gives EACCES and is not ours either. */
async function absentAsUndefined(reading: Promise<string>): Promise<string | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

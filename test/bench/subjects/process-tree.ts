import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { codeOf } from '../../../src/platform/error-code.ts';

/** Clock ticks per second, the unit of CPU time in /proc. */
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Own and of children that have ended, user and system. */
  readonly cpuSeconds: number;
}

/** CPU time so far of the processes named and of everything they started, by program. */
export async function cpuOfTrees(roots: readonly number[]): Promise<Readonly<Record<string, number>>> {
  const byProgram: Record<string, number> = {};
  for (const { name, cpuSeconds } of await processesOf(roots)) {
    byProgram[name] = (byProgram[name] ?? 0) + cpuSeconds;
  }
  return byProgram;
}

/** Memory in MiB. */
export interface Memory {
  /** Of all processes now, pages that several share counted once. */
  readonly treeMiB: number;
  /** The same as tools like ps add it up: PostgreSQL's shared buffers count once per connection. */
  readonly rssSumMiB: number;
  /** Of the first process alone, at its peak. */
  readonly firstPeakMiB: number;
}

/** Measures the memory of the processes named and of everything they started. */
export async function memoryOfTrees(roots: readonly number[]): Promise<Memory> {
  let [pss, rss] = [0, 0];
  for (const { pid } of await processesOf(roots)) {
    const rollup = await readGone(`/proc/${pid}/smaps_rollup`);
    pss += kibOf(rollup, 'Pss');
    rss += kibOf(rollup, 'Rss');
  }
  const peak = kibOf(await readGone(`/proc/${roots[0]}/status`), 'VmHWM');
  return { treeMiB: pss / 1024, rssSumMiB: rss / 1024, firstPeakMiB: peak / 1024 };
}

async function processesOf(roots: readonly number[]): Promise<readonly ProcessRow[]> {
  const all = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((pid) => readProcess(Number(pid))),
  );
  const rows = all.filter((row) => row !== undefined);
  const members = new Set(roots);
  // Parents do not always have the smaller pid: repeat until nobody is added.
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid);
  }
  return rows.filter(({ pid }) => members.has(pid));
}

async function readProcess(pid: number): Promise<ProcessRow | undefined> {
  const stat = await readGone(`/proc/${pid}/stat`);
  if (stat === '') return undefined;
  // The command in brackets may hold spaces and brackets, so count from the last one.
  const close = stat.lastIndexOf(')');
  const fields = stat.slice(close + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const name = stat.slice(stat.indexOf('(') + 1, close);
  return { pid, parent: Number(fields[1]), name, cpuSeconds: ticks / TICKS };
}

/** A process may end while we look. */
async function readGone(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(error) ?? '')) return '';
    throw error;
  }
}

function kibOf(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

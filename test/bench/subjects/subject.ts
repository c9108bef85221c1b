import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { guardChild } from '../../../src/platform/process/child-guard.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { eventually } from '../../support/eventually.ts';
import type { Target } from './target.ts';

/** A system under test, started with everything it needs. */
export interface Running {
  readonly target: Target;
  /** The node server first, then the database and the queue where they are not its children. */
  readonly roots: readonly number[];
  /** Ends everything and removes its data. */
  stop(): Promise<void>;
}

export interface ServerProcess {
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): Promise<string>;
  stop(): Promise<void>;
}

/** Where `node --cpu-prof` writes to; absent where nothing is profiled. */
export type Profile = string | undefined;

/** Starts a node server whose output goes to a file, as in production, so that nobody spends CPU on reading it. */
export async function startServer(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  logFile: string,
  profile: Profile,
): Promise<ServerProcess> {
  const out = openSync(logFile, 'a');
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env,
    cwd: projectRoot(),
    stdio: ['ignore', out, out],
  });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const release = guardChild(pid, 'TERM');
  child.once('exit', release);
  return {
    pid,
    output: async () => {
      const text = await readFile(logFile, 'utf8');
      if (hasEnded(child))
        throw new Error(`${script} ended with ${child.exitCode ?? child.signalCode}:\n${text}`);
      return text;
    },
    stop: async () => {
      if (hasEnded(child)) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The first match of a pattern in what a server prints, e.g. its port; rejects when it ends instead. */
export async function announced(server: ServerProcess, pattern: RegExp): Promise<string> {
  let fault: unknown;
  const found = await eventually(
    async () => {
      const text = await server.output().catch((error: unknown) => {
        fault = error;
        return '';
      });
      return fault === undefined ? pattern.exec(text)?.[1] : 'ended';
    },
    { withinMs: 60_000, what: `the announcement ${pattern} of the server` },
  );
  if (fault !== undefined) throw fault;
  return found;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

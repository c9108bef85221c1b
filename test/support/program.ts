import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { guardChild } from '../../src/platform/process/child-guard.ts';
import { inheritedEnvironment } from '../../src/platform/process/inherited-environment.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { eventually } from './eventually.ts';

export interface ProgramOptions {
  /** Added to HOME, PATH and the clock; nothing else of the test's environment reaches the program. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Folder of the built product; that of this checkout where none is named. */
  readonly dist?: string;
  /** A command that runs it, with its own arguments: `unshare …` for a process in namespaces of its own. */
  readonly through?: readonly string[];
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of the built product, with a process group of its own. */
export interface Program {
  readonly pid: number;
  /** Everything it has written so far; between standard output and standard error the order is by chance. */
  output(): string;
  /** Resolves with the match as soon as the output has one; rejects when the program ends without it. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ending>;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal to the whole group, as the terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void;
  /** Ends it at once if it still runs. */
  dispose(): Promise<void>;
}

/** Starts `dist/<entry>.js`, which `npm run build` makes; it dies with the test run. */
export function startProgram(entry: string, options: ProgramOptions = {}): Program {
  const path = join(options.dist ?? join(projectRoot(), 'dist'), `${entry}.js`);
  if (!existsSync(path)) throw new Error(`${path} is not there: run npm run build.`);
  return runProgram([path, ...(options.args ?? [])], options);
}

/** Starts Node on an ES module given as text, in which `dist` is the URL of the built product. */
export function startScript(source: string, options: ProgramOptions = {}): Program {
  const dist = JSON.stringify(new URL(`file://${join(projectRoot(), 'dist')}/`).href);
  const text = `const dist = ${dist};\n${source}`;
  return runProgram(['--input-type=module', '--eval', text, ...(options.args ?? [])], options);
}

function runProgram(args: readonly string[], { env, cwd, through = [] }: ProgramOptions): Program {
  const { HOME, TMPDIR } = process.env;
  const places = Object.fromEntries(Object.entries({ HOME, TMPDIR }).filter(([, value]) => value));
  const [command = process.execPath, ...rest] = [...through, process.execPath, ...args];
  const child = spawn(command, rest, {
    cwd: cwd ?? projectRoot(),
    env: { ...inheritedEnvironment(), ...places, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const release = guardChild(child.pid ?? 0, 'KILL');
  let text = '';
  const collect = (part: Buffer): void => {
    text += part.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = endingOf(child).finally(release);
  const output = (): string => text;
  return {
    pid: child.pid ?? 0,
    output,
    said: async (pattern) => waitFor(pattern, output, ended),
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    signal: (signal) => void child.kill(signal),
    signalGroup: (signal) => void process.kill(-(child.pid ?? 0), signal),
    dispose: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode };
}

async function waitFor(
  pattern: RegExp,
  output: () => string,
  ended: Promise<Ending>,
): Promise<RegExpExecArray> {
  let over = false;
  void ended.finally(() => {
    over = true;
  });
  const what = `output matching ${pattern}`;
  const found = await eventually(() => pattern.exec(output()) ?? over, { what, withinMs: 60_000 });
  if (found !== true) return found;
  throw new Error(`The program ended before it said ${pattern}. It said:\n${output()}`);
}

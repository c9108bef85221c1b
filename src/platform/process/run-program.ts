import { execFile } from 'node:child_process';
import { basename } from 'node:path';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  /** A program that takes longer is ended. */
  readonly limitMs?: number;
}

const LIMIT_MS = 30_000;

/** Runs a program until it ends and answers what it wrote; rejects with one line of its last words where it failed. */
export function runProgram(
  program: string,
  args: readonly string[],
  { limitMs = LIMIT_MS, ...options }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: limitMs, killSignal: 'SIGKILL' } as const;
    execFile(program, args, { ...options, ...limits }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(whyFailed(program, error, stderr, limitMs), { cause: error }));
    });
  });
}

function whyFailed(
  program: string,
  error: { readonly message: string; readonly killed?: boolean },
  stderr: string,
  limitMs: number,
): string {
  const name = basename(program);
  if (error.killed === true) return `${name} was not done in ${limitMs / 1_000} s.`;
  const words = stderr.split('\n').filter((line) => line.trim() !== '');
  const telling = words.find((line) => /error|fatal|could not|cannot/i.test(line)) ?? words.at(-1);
  return `${name}: ${telling ?? error.message.split('\n', 1)[0]}`;
}

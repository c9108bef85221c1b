import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type ProofReport, proofReport } from '../audit/proof-report.ts';
import type { Lifecycle } from '../platform/process/lifecycle.ts';

/** A proof of some ten million events; each of its statements has a limit of its own. */
const LIMIT_MS = 3_600_000;

const PROGRAM = fileURLToPath(new URL('./proof.js', import.meta.url));

/**
 * Makes a proof that runs in a process of its own, so that no request waits behind it. A caller who asks while one runs gets
 * the result of that one.
 */
export function proveApart(databaseUrl: string, lifecycle: Lifecycle): () => Promise<ProofReport> {
  const stopping = new AbortController();
  lifecycle.onStop('proof', () => stopping.abort());
  let running: Promise<ProofReport> | undefined;
  return () => (running ??= run(databaseUrl, stopping.signal).finally(() => (running = undefined)));
}

async function run(databaseUrl: string, signal: AbortSignal): Promise<ProofReport> {
  const { DATABASE_URL_FILE: _, ...inherited } = process.env;
  const env = { ...inherited, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [PROGRAM, '--json'], {
    env,
    signal,
    timeout: LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
  const [output, complaint] = await Promise.race([
    Promise.all([text(child.stdout), text(child.stderr)]),
    failed,
  ]);
  const line = output.trim().split('\n').at(-1) ?? '';
  if (line === '') throw new Error(`The proof could not be run: ${complaint.trim() || 'it said nothing'}`);
  return proofReport.parse(JSON.parse(line));
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { EVALUATION, evaluationPrincipals } from '../access/evaluation-principals.ts';
import { issueKeys } from '../access/issue-keys.ts';
import { nextChangeAfter } from '../access/stand-ins.ts';
import { listKeys } from '../access/store/list-keys.ts';
import type { Directory } from '../directory/directory.ts';
import type { Clock } from '../platform/clock.ts';

const keysFile = z.object({ keys: z.array(z.looseObject({ id: z.string(), principal: z.string() })) });

type Entry = z.output<typeof keysFile>['keys'][number];

/**
 * Keeps one key for each seat in a file that only its owner reads, given to the person who holds the seat now. Keys in
 * the file that are still good stay as they are, since they cannot be read from anywhere else; who holds a seat anew
 * gets a new one. Answers how many were made. `nowMs` is epoch milliseconds. Throws where the file cannot be read.
 */
async function keepEvaluationKeys(
  pool: pg.Pool,
  directory: Directory,
  file: string,
  nowMs: number,
): Promise<number> {
  const live = new Map((await listKeys(pool, { label: EVALUATION, live: true })).map((key) => [key.id, key]));
  const kept = (await entriesIn(file)).filter(({ id }) => live.has(id));
  const has = (principal: string, person: string | undefined) =>
    kept.some(
      (entry) => entry.principal === principal && (live.get(entry.id)?.person ?? undefined) === person,
    );
  const without = evaluationPrincipals(directory, nowMs).filter(({ id, person }) => !has(id, person));
  if (without.length === 0) return 0;
  const terms = { label: EVALUATION, nowMs, by: 'onedoor' };
  const made = await issueKeys(pool, without, terms);
  const renewed = new Set(made.map(({ principal }) => principal));
  const keys = [...kept.filter(({ principal }) => !renewed.has(principal)), ...made];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ keys }, null, 1)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made.length;
}

async function entriesIn(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return [];
  try {
    return keysFile.parse(JSON.parse(text)).keys;
  } catch (error) {
    throw new Error(
      `${file}: not a file of keys as onedoor writes it (${String(error).slice(0, 200)}). Move it away, and the next start issues new keys.`,
      { cause: error },
    );
  }
}

/** The file of evaluation keys, kept in step with who holds which seat. */
export interface EvaluationKeys {
  readonly file: string;
  /** Makes the keys that are missing now; who changes the directory calls it before answering. */
  extend(): Promise<void>;
  stop(): void;
}

export interface EvaluationTerms {
  readonly directory: () => Directory;
  readonly clock: Clock;
  readonly file: string;
  /** Called when keys were made. */
  readonly onMade: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** How often it is looked whether somebody holds a seat anew: tenures also begin by their date, and by other processes. */
const LOOK_EVERY_MS = 500;

/** Keeps the file while the process runs. Rejects where it cannot be written at the start. */
export async function openEvaluationKeys(
  pool: pg.Pool,
  { directory, clock, file, onMade, onError }: EvaluationTerms,
): Promise<EvaluationKeys> {
  let seen: { readonly version: number; readonly until: number } | undefined;
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const [current, now] = [directory(), clock()];
    if (seen?.version === current.version && now < seen.until) return;
    if ((await keepEvaluationKeys(pool, current, file, now)) > 0) await onMade();
    seen = { version: current.version, until: nextChangeAfter(current, now) };
  }

  function extend(): Promise<void> {
    running = running.then(look, look);
    return running;
  }

  await extend();
  const timer = setInterval(() => void extend().catch(onError), LOOK_EVERY_MS);
  timer.unref();
  return { file, extend, stop: () => clearInterval(timer) };
}

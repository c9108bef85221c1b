import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { EVALUATION, evaluationPrincipals } from '../../access/keys/evaluation-principals.ts';
import { issueKeys } from '../../access/keys/issue-keys.ts';
import { nextChangeAfter } from '../../access/relations/stand-ins.ts';
import { keepOneAtATime } from '../../access/store/keep-one-at-a-time.ts';
import { listKeys } from '../../access/store/list-keys.ts';
import type { Directory } from '../../directory/directory.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import { absentAs, codeOf } from '../../platform/error-code.ts';
import { PLACE_FAULTS } from '../../platform/place-fault.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { readLedgerHome } from '../../platform/postgres/ledger-home.ts';

const keysFile = z.object({
  /** Where the ledger of these keys lies; absent in files of before. */
  ledger: z.string().optional(),
  keys: z.array(z.looseObject({ id: z.string(), principal: z.string() })),
});

/**
 * Keeps one key for each seat in a file that only its owner reads, given to the person who holds the seat now. Keys in
 * the file that are still good stay as they are, since they cannot be read from anywhere else; who holds a seat anew
 * gets a new one. Answers how many were made. `nowMs` is epoch milliseconds. Throws where the file cannot be read.
 */
async function keepEvaluationKeys(
  pool: pg.Pool,
  directory: Directory,
  file: string,
  { nowMs, onPutAside }: { readonly nowMs: number; readonly onPutAside: (path: string) => void },
): Promise<number> {
  // One at a time: of two doors that share the file, the second would end the keys that the first is writing there.
  return inTransaction(pool, async (client) => {
    await keepOneAtATime(client);
    const known = new Map((await listKeys(client, { label: EVALUATION })).map((key) => [key.id, key]));
    const { ledger, keys: found } = await readKeysFile(file);
    const { here } = await readLedgerHome(client);
    if (ledger !== here && found.length > 0 && found.every(({ id }) => !known.has(id))) {
      // They are good for their own ledger, and written nowhere else.
      const aside = `${file}.of-another-ledger-${isoOf(nowMs).replaceAll(':', '')}`;
      await rename(file, aside);
      onPutAside(aside);
    }
    const kept = found.filter(({ id }) => known.get(id)?.revokedAt === null);
    const has = (principal: string, person: string | undefined) =>
      kept.some(
        (entry) => entry.principal === principal && (known.get(entry.id)?.person ?? undefined) === person,
      );
    const without = evaluationPrincipals(directory, nowMs).filter(({ id, person }) => !has(id, person));
    if (without.length === 0) return 0;
    const made = await issueKeys(client, without, { label: EVALUATION, nowMs, by: 'onedoor' });
    const renewed = new Set(made.map(({ principal }) => principal));
    const keys = [...kept.filter(({ principal }) => !renewed.has(principal)), ...made];
    await mkdir(dirname(file), { recursive: true });
    const text = `${JSON.stringify({ ledger: here, keys }, null, 1)}\n`;
    // On disk before it takes the place of the last one: a power cut leaves either whole.
    await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
    return made.length;
  });
}

/** Nothing in the file: nothing is lost. Something else in it: it is refused, and not quoted, since it may hold keys. */
async function readKeysFile(file: string): Promise<z.output<typeof keysFile>> {
  const text = await absentAs(readFile(file, 'utf8'), '');
  if (text.trim() === '') return { keys: [] };
  const read = keysFile.safeParse(jsonOrUndefined(text));
  if (read.success) return read.data;
  throw new Error(
    `${file}: not a file of keys as onedoor writes it (cut short, or something else). Move it away, and the next start issues new keys.`,
  );
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says which setting to change where the file cannot be written. */
function whyNotKept(file: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return (
    `密钥文件 ${file} 无法保存。The keys cannot be kept in ${file} (${said}): name a folder that this user may write to with ` +
    'ONEDOOR_DATA_DIR, or set ONEDOOR_EVALUATION_KEYS=false.'
  );
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
  /** The file held keys of another ledger, and lies there now. */
  readonly onPutAside: (path: string) => void;
  readonly onError: (error: unknown) => void;
}

/** How often it is looked whether a seat has a new holder: tenures also begin by their date, and by other processes. */
const LOOK_EVERY_MS = 500;

/** Keeps the file while the process runs. Rejects where it cannot be written at the start. */
export async function openEvaluationKeys(
  pool: pg.Pool,
  { directory, clock, file, onMade, onPutAside, onError }: EvaluationTerms,
): Promise<EvaluationKeys> {
  let seen: { readonly version: number; readonly until: number } | undefined;
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const [current, now] = [directory(), clock()];
    if (seen?.version === current.version && now < seen.until) return;
    if ((await keepEvaluationKeys(pool, current, file, { nowMs: now, onPutAside })) > 0) await onMade();
    seen = { version: current.version, until: nextChangeAfter(current, now) };
  }

  function extend(): Promise<void> {
    running = running.then(look, look);
    return running;
  }

  await extend().catch((error: unknown) => {
    throw (codeOf(error) ?? '') in PLACE_FAULTS
      ? new Error(whyNotKept(file, error), { cause: error })
      : error;
  });
  const timer = setInterval(() => void extend().catch(onError), LOOK_EVERY_MS);
  timer.unref();
  return { file, extend, stop: () => clearInterval(timer) };
}

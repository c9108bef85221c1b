import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../../engine/definition/define.ts';
import type { Engine } from '../../engine/engine.ts';
import type { KeptAnswer } from '../../engine/steps/task.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import { refusedFile } from '../../sheet/refused-file.ts';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import { REGISTER_WORKFLOW } from '../../vocabulary/register.ts';
import type { County } from '../county.ts';
import { type KeptRow, keepRows } from '../store/lists/ledger-rows.ts';
import type { Database } from '../store/lists/listed-row.ts';
import { type LedgerFile, type ReadLedger, readLedger } from './cells/read-ledger.ts';
import { countsOf, type ImportResult } from './result.ts';
import { resultOf } from './row-result.ts';
import type { CompareTerms } from './rows/compare-row.ts';
import { type Correction, correctRow, type SendCorrection } from './rows/correct-rows.ts';
import { type DecidedRow, decideRows } from './rows/decide-rows.ts';
import { readRow } from './rows/judge-row.ts';
import { readRegistered } from './rows/known-rows.ts';
import { withOwnNumbers } from './rows/own-numbers.ts';
import { type Created, ROWS_AT_ONCE, registerRow } from './rows/register-rows.ts';

export interface LedgerImporter {
  readonly engine: Engine;
  readonly county: County;
  readonly clock: Clock;
  readonly database: Database;
  /** All categories of the taxonomy. */
  readonly categories: ReadonlySet<string>;
  /** As the importer would correct a single task. */
  readonly correct: SendCorrection;
  /** Finds the answer kept for a row that was registered before by another import. */
  readonly recall: (scope: string) => Promise<KeptAnswer | undefined>;
}

export interface ImportCommand extends LedgerFile {
  /** Foretells only; nothing is written. */
  readonly dryRun: boolean;
  /** What the sender calls the ledger, so that the numbers of its rows can be relied on; empty where it has no name. */
  readonly ledger?: string | undefined;
  /** Why dates that have passed are taken. */
  readonly acceptPastDate?: string | undefined;
  /** Why tasks are corrected that rows differ from; without it the ledger and the row are named. */
  readonly reason?: string | undefined;
  readonly actor: Actor;
}

/** How far an import has come. */
export interface ImportProgress {
  readonly phase: 'reading' | 'judging' | 'registering' | 'correcting';
  readonly done: number;
  readonly of: number;
}

/**
 * Imports a county ledger row by row: a bad row is refused with what was expected and stops no other, a row that was
 * registered before is known again, and its task corrected where they differ. Rows are durable some at a time; imported again after a crash, the rest is
 * registered. Throws `body-invalid` where the file as a whole is no ledger or its headings are to be asked about, and
 * `unavailable` where the fate of a row is not known.
 */
export async function importLedger(
  importer: LedgerImporter,
  command: ImportCommand,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportResult> {
  const { county, engine, database } = importer;
  const read = await readLedger(command);
  if (!command.dryRun) refuseOpenQuestions(read);
  const { rows } = read.table;
  onProgress({ phase: 'reading', done: rows.length, of: rows.length });
  const now = isoOf(importer.clock());
  const reading = { directory: county.directory(), now, today: countyDayOf(now), epoch: read.epoch };
  const legible = withOwnNumbers(await inTurn(rows, (row) => readRow(row, reading)));
  const readable = legible.flatMap((row) => ('matter' in row ? [row] : []));
  const registered = await readRegistered(database, REGISTER_WORKFLOW, command.ledger ?? '', readable);
  const decided = await decideRows(legible, registered, {
    definition: engine.registry.get(REGISTER_WORKFLOW),
    directory: reading.directory,
    facts: { county, categories: importer.categories },
    book: county.routing(),
    calendar: county.calendar(),
    limits: county.limits,
    now,
    acceptPastDate: command.acceptPastDate,
    onDecided: (done) => onProgress({ phase: 'judging', done, of: legible.length }),
  });
  const created = command.dryRun
    ? new Map<number, Created>()
    : await registerAll(importer, command, decided, onProgress);
  const corrections = command.dryRun
    ? new Map<number, Correction>()
    : await correctAll(importer, command, decided, { directory: reading.directory, now }, onProgress);
  const results = decided.map((row) => resultOf(row, created, corrections));
  return { ...headOf(read), dryRun: command.dryRun, counts: countsOf(results), rows: results };
}

/** What is known of the file before its rows. */
function headOf({ table, read, warnings }: ReadLedger) {
  const { format, encoding, sheet } = read;
  return {
    format,
    encoding,
    sheet,
    columns: Object.fromEntries([...table.columns].map(([column, heading]) => [heading, column])),
    ignoredColumns: table.unread.map(({ heading }) => heading),
    warnings,
    questions: table.questions,
    skipped: table.skipped,
  };
}

function refuseOpenQuestions({ table: { questions } }: ReadLedger): void {
  if (questions.length === 0) return;
  throw refusedFile(
    `有 ${questions.length} 个表头需要说明，尚未导入：${questions.map(({ message }) => message.zh).join('；')}。`,
    `${questions.length} heading(s) are to be explained, nothing was imported: ${questions.map(({ message }) => message.en).join('; ')}.`,
    { questions },
  );
}

/** In batches, between which other requests have their turn: thousands of rows take seconds of thinking. */
async function inTurn<Row, Done>(rows: readonly Row[], act: (row: Row) => Done): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % ROWS_AT_ONCE === 0) await setImmediate();
    done.push(act(row));
  }
  return done;
}

/**
 * Registers the new rows in the order of the file, so that numbers follow it; an export, whose newest task stands first,
 * in the order of its numbers.
 */
async function registerAll(
  importer: LedgerImporter,
  { actor, ledger = '' }: ImportCommand,
  decided: readonly DecidedRow[],
  onProgress: (progress: ImportProgress) => void,
): Promise<ReadonlyMap<number, Created>> {
  const created = new Map<number, Created>();
  const fresh = decided.flatMap((row) => (row.kind === 'new' ? [row] : []));
  const isExport = fresh.length > 0 && fresh.every(({ identity }) => identity.number !== undefined);
  const waiting = isExport
    ? fresh.toSorted((a, b) => Number(a.identity.number?.slice(5)) - Number(b.identity.number?.slice(5)))
    : [...fresh];
  await keepRows(importer.database, ledger, knownAgain(decided));
  const of = waiting.length;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, ROWS_AT_ONCE);
    await importer.engine.expectTogether(batch.length);
    // All are waited for, also when one fails: an import that tries again must not meet rows under way.
    const outcomes = await Promise.allSettled(batch.map((row) => registerRow({ ...importer, actor }, row)));
    const kept = batch.flatMap(({ row, identity: { ref, digest } }, n): readonly KeptRow[] => {
      const outcome = outcomes[n];
      if (outcome?.status !== 'fulfilled') return [];
      created.set(row.row, outcome.value);
      return ref === '' ? [] : [{ ref, digest, taskId: outcome.value.taskId }];
    });
    await keepRows(importer.database, ledger, lastOfEach(kept));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    onProgress({ phase: 'registering', done: of - waiting.length, of });
  }
  return created;
}

/** Corrects the tasks that rows differ from; a row that its task does not take stops no other. */
async function correctAll(
  importer: LedgerImporter,
  { ledger = '', reason, acceptPastDate }: ImportCommand,
  decided: readonly DecidedRow[],
  terms: CompareTerms,
  onProgress: (progress: ImportProgress) => void,
): Promise<ReadonlyMap<number, Correction>> {
  const { engine, correct } = importer;
  const reasonFor = (row: number) => reason ?? correctionReason(ledger, row);
  const corrector = { engine, correct, terms, acceptPastDate, reasonFor };
  const changed = decided.flatMap((row) => (row.kind === 'changed' ? [row] : []));
  const corrections = new Map<number, Correction>();
  for (let at = 0; at < changed.length; at += ROWS_AT_ONCE) {
    const batch = changed.slice(at, at + ROWS_AT_ONCE);
    const outcomes = await Promise.allSettled(batch.map((row) => correctRow(corrector, row)));
    const said = batch.flatMap(({ row, identity: { ref, digest }, task }, n): readonly KeptRow[] => {
      const outcome = outcomes[n];
      if (outcome?.status !== 'fulfilled') return [];
      corrections.set(row.row, outcome.value);
      return ref === '' || outcome.value.kind === 'refused' ? [] : [{ ref, digest, taskId: task.id }];
    });
    await keepRows(importer.database, ledger, lastOfEach(said));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    onProgress({ phase: 'correcting', done: at + batch.length, of: changed.length });
  }
  return corrections;
}

/** A recorded reason has one language, that of the ledger, also where the importer reads another. */
function correctionReason(ledger: string, row: number): string {
  return ledger === '' ? `台账第 ${row} 行更正` : `台账《${ledger}》第 ${row} 行更正`;
}

/** Rows whose task says the same are known by their number from now on. */
function knownAgain(decided: readonly DecidedRow[]) {
  const again = decided.flatMap((row) =>
    row.kind === 'registered' && row.identity.ref !== ''
      ? [{ ref: row.identity.ref, digest: row.identity.digest, taskId: row.task.id }]
      : [],
  );
  return lastOfEach(again);
}

function lastOfEach<Row extends { readonly ref: string }>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [row.ref, row])).values()];
}

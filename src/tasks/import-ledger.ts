import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../engine/define.ts';
import { type Engine, KeyTaken } from '../engine/engine.ts';
import type { KeptAnswer, Task } from '../engine/task.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import { Problem } from '../platform/problem.ts';
import type { County } from './county.ts';
import {
  type AcceptableRow,
  firstOfEach,
  type JudgedRow,
  type JudgementTerms,
  judgeRow,
} from './ledger-judgement.ts';
import type { RowWarning } from './ledger-outlook.ts';
import { countsOf, type ImportResult, type RowResult } from './ledger-result.ts';
import { type LedgerRow, readLedgerRows } from './ledger-rows.ts';
import { decodeLedger } from './ledger-text.ts';

/** The workflow that the rows of a ledger become tasks of. */
export const LEDGER_WORKFLOW = 'reform-task';

/** Rows in hand at once: enough for the group commit to gather, few enough to leave room for other callers. */
const ROWS_AT_ONCE = 50;

export interface LedgerImporter {
  readonly engine: Engine;
  readonly county: County;
  readonly clock: Clock;
  /** Finds the answer kept for a row that was imported before under the same key. */
  readonly recall: (scope: string) => Promise<KeptAnswer | undefined>;
}

export interface ImportCommand {
  readonly bytes: Uint8Array;
  /** Foretells only; nothing is written. */
  readonly dryRun: boolean;
  /** Identity of this import: repeated with the same one, a row creates nothing twice. */
  readonly seed: string;
  readonly actor: Actor;
}

/** The task a row became. */
interface Created {
  readonly taskId: string;
  readonly number: string;
  readonly before: boolean;
}

/**
 * Imports a county ledger row by row: a bad row is refused with what was expected and stops no other. Throws
 * `body-invalid` where the file is no ledger, and `unavailable` where the fate of a row is not known: to be repeated
 * under the same key, which creates nothing twice.
 */
export async function importLedger(importer: LedgerImporter, command: ImportCommand): Promise<ImportResult> {
  const { text, encoding } = decodeLedger(command.bytes);
  const { rows, width, ignored } = readLedgerRows(text);
  const terms = {
    width,
    definition: importer.engine.registry.get(LEDGER_WORKFLOW),
    book: importer.county.routing(),
    calendar: importer.county.calendar(),
    now: isoOf(importer.clock()),
  };
  const judged = await judgeAll(rows, terms);
  const firsts = firstOfEach(judged);
  const created = command.dryRun ? new Map<string, Created>() : await createAll(importer, command, firsts);
  const results = judged.map((one) =>
    'faults' in one ? refused(one) : taken(one, firsts.get(one.digest) === one, created.get(one.digest)),
  );
  return {
    dryRun: command.dryRun,
    encoding,
    counts: countsOf(results),
    ignoredColumns: ignored,
    rows: results,
  };
}

/** In batches, between which other requests have their turn: thousands of rows take half a second of thinking. */
async function judgeAll(rows: readonly LedgerRow[], terms: JudgementTerms): Promise<readonly JudgedRow[]> {
  const judged: JudgedRow[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % ROWS_AT_ONCE === 0) await setImmediate();
    judged.push(judgeRow(row, terms));
  }
  return judged;
}

/** In batches, each in the order of the file, so that numbers follow it. */
async function createAll(
  importer: LedgerImporter,
  command: ImportCommand,
  rows: ReadonlyMap<string, AcceptableRow>,
): Promise<ReadonlyMap<string, Created>> {
  const created = new Map<string, Created>();
  const waiting = [...rows.values()];
  while (waiting.length > 0) {
    const batch = waiting.splice(0, ROWS_AT_ONCE);
    // All are waited for, also when one fails: whoever tries again must not meet rows of the first try under way.
    const outcomes = await Promise.allSettled(batch.map((row) => create(importer, command, row)));
    for (const [n, { digest }] of batch.entries()) {
      const outcome = outcomes[n];
      if (outcome?.status === 'rejected') throw outcome.reason;
      if (outcome !== undefined) created.set(digest, outcome.value);
    }
  }
  return created;
}

async function create(
  { engine, recall }: LedgerImporter,
  { seed, actor }: ImportCommand,
  { digest, outlook }: AcceptableRow,
): Promise<Created> {
  const scope = createHash('sha256').update(`ledger-row/${seed}/${digest}`).digest('hex');
  let made: Created | undefined;
  const answering = (task: Task): KeptAnswer => {
    made = { taskId: task.id, number: task.number, before: false };
    return { scope, fingerprint: digest, status: 201, headers: {}, body: JSON.stringify(made) };
  };
  try {
    const { number } = await engine.submit({
      workflow: LEDGER_WORKFLOW,
      input: outlook.input,
      actor,
      answering,
    });
    made = made && { ...made, number };
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
    const kept = await recall(scope);
    made = kept && { ...(JSON.parse(kept.body) as Created), before: true };
  }
  if (made !== undefined) return made;
  throw new Problem('unavailable', {
    zh: '有一行刚由他人导入，请用同一 Idempotency-Key 再试一次。',
    en: 'A row was imported just now; repeat with the same Idempotency-Key.',
  });
}

function refused({ row, faults }: Extract<JudgedRow, { readonly faults: unknown }>): RowResult {
  return {
    ...headOf(row),
    status: 'refused',
    errors: faults.map((fault) => ({ row: row.row, ...fault })),
    warnings: [],
  };
}

function taken(
  { row, outlook }: AcceptableRow,
  isFirstOfItsKind: boolean,
  task: Created | undefined,
): RowResult {
  const repeated = !isFirstOfItsKind || task?.before === true;
  return {
    ...headOf(row),
    status: repeated ? 'repeated' : task === undefined ? 'acceptable' : 'accepted',
    ...(task === undefined ? {} : { taskId: task.taskId, number: task.number }),
    dueAt: outlook.dueAt,
    routing: outlook.routing,
    errors: [],
    warnings: isFirstOfItsKind ? outlook.warnings : [...outlook.warnings, SAME_AS_ABOVE],
  };
}

const SAME_AS_ABOVE: RowWarning = {
  code: 'row-repeated',
  column: null,
  value: '',
  message: { zh: '与上方某行完全相同，不重复立项', en: 'The same as a row above; no second task is made' },
};

function headOf({ row, line, cells }: JudgedRow['row']): Pick<RowResult, 'row' | 'line' | 'ref' | 'title'> {
  return { row, line, ref: cells['序号'], title: cells['任务名称'] };
}

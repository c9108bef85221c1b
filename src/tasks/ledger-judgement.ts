import { createHash } from 'node:crypto';
import type { WorkflowDefinition } from '../engine/define.ts';
import { Problem } from '../platform/problem.ts';
import { partsOf } from '../platform/problem-parts.ts';
import { LEDGER_COLUMNS } from './ledger-columns.ts';
import { type OutlookTerms, outlookOf, type RowOutlook } from './ledger-outlook.ts';
import { type CellFault, faultsOfInput, type LedgerInput, readLedgerRow, widthFault } from './ledger-row.ts';
import type { LedgerRow } from './ledger-rows.ts';

/** A row that can become a task, or why it cannot. */
export type JudgedRow =
  | { readonly row: LedgerRow; readonly faults: readonly CellFault[] }
  | {
      readonly row: LedgerRow;
      /** Hex SHA-256 of the cells: the same row has the same one. */
      readonly digest: string;
      readonly outlook: RowOutlook;
    };

export type AcceptableRow = Extract<JudgedRow, { readonly digest: string }>;

/** What the rows of a file are judged by. */
export interface JudgementTerms extends OutlookTerms {
  /** Number of columns of the heading. */
  readonly width: number;
  readonly definition: WorkflowDefinition;
}

/** Judges one row by itself: its cells, what the workflow says to the input, and where it would go. */
export function judgeRow(row: LedgerRow, terms: JudgementTerms): JudgedRow {
  if (row.width !== terms.width) return { row, faults: [widthFault(row.width, terms.width)] };
  const read = readLedgerRow(row.cells);
  if ('faults' in read) return { row, faults: read.faults };
  const outlook = outlookOrFaults(read.input, row, terms);
  if ('faults' in outlook) return { row, ...outlook };
  // Held against the workflow as it will be submitted, with groups of units written out.
  const checked = terms.definition.input.safeParse(outlook.input);
  if (!checked.success)
    return {
      row,
      faults: faultsOfInput(partsOf(terms.definition.input, checked.error, outlook.input), row.cells),
    };
  return { row, digest: digestOf(row), outlook };
}

/** The outlook of a row; the calendar ends, and a budget may lead beyond it. */
function outlookOrFaults(
  input: LedgerInput,
  { cells }: LedgerRow,
  terms: JudgementTerms,
): RowOutlook | { readonly faults: readonly CellFault[] } {
  try {
    return outlookOf(input, (column) => cells[column], terms);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'input-invalid') throw error;
    return {
      faults: faultsOfInput([{ pointer: '/limit', code: error.code, message: error.detail }], cells),
    };
  }
}

/** The rows that can become tasks, of equal ones the first, by digest and in the order of the file. */
export function firstOfEach(rows: readonly JudgedRow[]): ReadonlyMap<string, AcceptableRow> {
  const firsts = new Map<string, AcceptableRow>();
  for (const row of rows) if ('digest' in row && !firsts.has(row.digest)) firsts.set(row.digest, row);
  return firsts;
}

function digestOf({ cells }: LedgerRow): string {
  return createHash('sha256')
    .update(JSON.stringify(LEDGER_COLUMNS.map((column) => cells[column])))
    .digest('hex');
}

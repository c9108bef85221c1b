import type { LedgerCells, LedgerColumn } from '../../../contract/ledger-columns.ts';
import type { Directory } from '../../../directory/directory.ts';
import type { WorkflowDefinition } from '../../../engine/definition/define.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { partsOf } from '../../../platform/wording/problem-parts.ts';
import type { DayTerms } from '../../../sheet/days/read-day.ts';
import type { TableRow } from '../../../sheet/read-table.ts';
import type { EntryFacts } from '../../entry/judge-entry.ts';
import type { EntryNote } from '../../entry/note.ts';
import { notesOn } from '../../entry/notes-on.ts';
import {
  beyondFault,
  type CellFault,
  type CellNote,
  columnOfInput,
  faultsOfInput,
  readLedgerRow,
  type WrittenMatter,
} from '../cells/read-row.ts';
import { identityOf, type RowIdentity } from '../cells/row-identity.ts';
import type { RowWarning } from '../warning.ts';
import { type OutlookTerms, outlookOf, type RowOutlook } from './outlook.ts';

export type LedgerRow = Pick<TableRow<LedgerColumn>, 'row' | 'cells' | 'beyond'>;

/** A row whose cells can be read, or why they cannot. */
export type LegibleRow =
  | { readonly row: LedgerRow; readonly faults: readonly CellFault[] }
  | {
      readonly row: LedgerRow;
      readonly matter: WrittenMatter;
      readonly notes: readonly CellNote[];
      readonly identity: RowIdentity;
    };

export type ReadableRow = Extract<LegibleRow, { readonly matter: unknown }>;

/** What the rows of a file are read by. */
export interface ReadingTerms extends DayTerms {
  readonly directory: Directory;
  /** ISO instant. */
  readonly now: string;
}

/** Reads a row by itself: its cells, and what it is known by. */
export function readRow(row: LedgerRow, terms: ReadingTerms): LegibleRow {
  if (row.beyond !== undefined) return { row, faults: [beyondFault(row.beyond)] };
  const read = readLedgerRow(row.cells, terms);
  if ('faults' in read) return { row, faults: read.faults };
  return { row, ...read, identity: identityOf(read.matter, row.cells, terms) };
}

/** What a new row is judged by. */
export interface JudgementTerms extends OutlookTerms {
  readonly definition: WorkflowDefinition;
  /** What the door holds a submission against. */
  readonly facts: EntryFacts;
}

export type Judgement = RowOutlook | { readonly faults: readonly CellFault[] };

/** Judges a row that no task was made of: where it would go, what the workflow says to the input, and what the door. */
export function judgeRow({ row, matter }: ReadableRow, terms: JudgementTerms): Judgement {
  const { definition, facts, now } = terms;
  const outlook = outlookOrFaults(matter, row, terms);
  if ('faults' in outlook) return outlook;
  // Held against the workflow as it will be submitted, with groups of units written out.
  const checked = definition.input.safeParse(outlook.input);
  if (!checked.success) {
    return { faults: faultsOfInput(partsOf(definition.input, checked.error, outlook.input), row.cells) };
  }
  const notes = notesOn(definition.input, checked.data, () => ({ ...facts, at: now, task: undefined }));
  const refusals = notes.filter((note) => note.verdict === 'refused' && !isLeftToRouting(note));
  if (refusals.length > 0) return { faults: faultsOfInput(refusals, row.cells) };
  const told = notes.filter(({ code, pointer }) => !(pointer === '/leadUnit' && code.startsWith('unit-')));
  return { ...outlook, warnings: [...outlook.warnings, ...told.map((note) => warningOf(note, row.cells))] };
}

/** Ledgers class their tasks by words of their own: routing goes by what else a row says. */
function isLeftToRouting({ code }: EntryNote): boolean {
  return code === 'category-unknown';
}

/** What the door has to say of a value, at the cell it came from. */
export function warningOf({ code, pointer, value, message }: EntryNote, cells: LedgerCells): RowWarning {
  const column = columnOfInput(pointer);
  const written = typeof value === 'string' ? value : column === null ? '' : cells[column];
  return { code, column, value: written, message };
}

/** The outlook of a row; the calendar ends, and a budget may lead beyond it. */
function outlookOrFaults(matter: WrittenMatter, { cells }: LedgerRow, terms: JudgementTerms): Judgement {
  try {
    return outlookOf(matter, cells, terms);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'input-invalid') throw error;
    return {
      faults: faultsOfInput([{ pointer: '/limit', message: error.detail }], cells),
    };
  }
}

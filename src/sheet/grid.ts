/** What a file of a spreadsheet holds, before anything is known of its columns. */
export interface Grid {
  /** Rows in which some cell has text, in their order. */
  readonly rows: readonly GridRow[];
  /** Where the count of days begins that a cell may hold instead of a date. */
  readonly epoch: Epoch;
}

export type Epoch = 1900 | 1904;

export interface GridRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number;
  /** Cells without what surrounds their text; empty ones at the end are left out. */
  readonly cells: readonly string[];
  /** True where one cell was merged across others: such a row speaks about the table, not in it. */
  readonly isBanner: boolean;
}

/** How a file was read, for its sender to see. */
export interface FileRead {
  readonly format: 'csv' | 'xlsx';
  /** Of a text file. */
  readonly encoding: TextEncoding | null;
  /** Of a workbook: which of its sheets was read. */
  readonly sheet: string | null;
  readonly otherSheets: readonly OtherSheet[];
  /** Rows that a filter or a hand has hidden, and that were read all the same. */
  readonly hiddenRows: number;
}

export type TextEncoding = 'UTF-8' | 'UTF-16' | 'GB18030';

export interface OtherSheet {
  readonly name: string;
  readonly hidden: boolean;
}

/** Most rows with text that one file may have. */
export const MOST_ROWS = 20_000;
/** Most columns that one row may have. */
export const MOST_COLUMNS = 256;
/** Largest file that is read. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** A row of a grid; undefined where no cell has text. */
export function gridRow(
  row: number,
  written: readonly (string | undefined)[],
  isBanner = false,
): GridRow | undefined {
  const cells = Array.from(written, (cell) => cleanCell(cell ?? ''));
  const last = cells.findLastIndex((cell) => cell !== '');
  return last < 0 ? undefined : { row, cells: cells.slice(0, last + 1), isBanner };
}

/** A cell without blanks around it, characters that have no width, and the marks of other systems' line ends. */
function cleanCell(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200b\u200c\u2060\ufeff]/g, '')
    .trim();
}

import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { Problem } from '../platform/problem.ts';
import type { Words } from '../platform/words.ts';
import { LEDGER_COLUMNS, type LedgerCells, type LedgerColumn, REQUIRED_COLUMNS } from './ledger-columns.ts';

/** A row of a ledger file as it stands there. */
export interface LedgerRow {
  /** 1 is the first row below the heading; rows without any text do not count. */
  readonly row: number;
  /** Line of the file on which the row ends. */
  readonly line: number;
  readonly cells: LedgerCells;
  /** How many cells the row has, which must be as many as the heading. */
  readonly width: number;
}

export interface LedgerRows {
  readonly rows: readonly LedgerRow[];
  /** Number of columns of the heading. */
  readonly width: number;
  /** Columns that the ledger has and the import does not know. */
  readonly ignored: readonly string[];
}

export const MOST_ROWS = 5_000;

/** Reads the rows of a CSV text. Throws `body-invalid` where the file as a whole cannot be read as a ledger. */
export function readLedgerRows(text: string): LedgerRows {
  const [head, ...body] = recordsOf(text).filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  const heading = head?.record.map((cell) => cell.trim()) ?? [];
  const places = placesOf(heading);
  if (body.length > MOST_ROWS) {
    throw refused({
      zh: `有 ${body.length} 行，一次至多 ${MOST_ROWS} 行，请拆分后分次导入。`,
      en: `The file has ${body.length} rows; at most ${MOST_ROWS} are read at once: split it.`,
    });
  }
  return {
    rows: body.map(({ record, info }, n) => ({
      row: n + 1,
      line: info.lines,
      cells: cellsOf(record, places),
      width: record.length,
    })),
    width: heading.length,
    ignored: heading.filter((name) => name !== '' && !isColumn(name)),
  };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(text: string): readonly CsvRecord[] {
  try {
    return parse(text, {
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused({
      zh: 'CSV 无法读取，请检查引号是否成对。',
      en: `The CSV cannot be read: ${error.message}.`,
    });
  }
}

function placesOf(heading: readonly string[]): ReadonlyMap<LedgerColumn, number> {
  const twice = heading.find((name, n) => isColumn(name) && heading.indexOf(name) !== n);
  if (twice !== undefined) {
    throw refused({
      zh: `表头“${twice}”出现两次，请只保留一列。`,
      en: `The column “${twice}” appears twice; keep one.`,
    });
  }
  const missing = REQUIRED_COLUMNS.filter((name) => !heading.includes(name));
  if (missing.length > 0) {
    throw refused({
      zh: `表头缺少“${missing.join('”“')}”，应为：${LEDGER_COLUMNS.join('、')}。`,
      en: `The heading is “${heading.join(',').slice(0, 200)}” and lacks “${missing.join('”, “')}”; expected: ${LEDGER_COLUMNS.join(', ')}.`,
    });
  }
  return new Map(
    LEDGER_COLUMNS.filter((name) => heading.includes(name)).map((name) => [name, heading.indexOf(name)]),
  );
}

function cellsOf(record: readonly string[], places: ReadonlyMap<LedgerColumn, number>): LedgerCells {
  const cell = (name: LedgerColumn): string => record[places.get(name) ?? -1]?.trim() ?? '';
  return Object.fromEntries(LEDGER_COLUMNS.map((name) => [name, cell(name)])) as LedgerCells;
}

function isColumn(name: string): name is LedgerColumn {
  return (LEDGER_COLUMNS as readonly string[]).includes(name);
}

function refused(detail: Words): Problem {
  return new Problem('body-invalid', detail);
}

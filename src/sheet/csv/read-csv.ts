import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Grid, gridRow, MOST_ROWS } from '../grid.ts';
import { refusedFile } from '../refused-file.ts';

const DELIMITERS = [',', '\t', ';'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** Lines that are looked at to find out what parts the cells. */
const LOOKED_AT = 40;

/** Reads a text whose cells are parted by comma, tab or semicolon. Throws `body-invalid` where it cannot be read. */
export function readCsv(given: string): Grid {
  const written = given.replace(/^\uFEFF/, '');
  // Spreadsheets write, and read, what parts the cells in a line of its own.
  const said = /^sep=([,;\t])\r?\n/i.exec(written);
  const text = said === null ? written : written.slice(said[0].length);
  const records = recordsOf(text, (said?.[1] as Delimiter | undefined) ?? delimiterOf(text));
  const first = said === null ? 1 : 2;
  const rows = records.flatMap((record, n) => gridRow(first + n, record.map(asShown)) ?? []);
  if (rows.length > MOST_ROWS + LOOKED_AT) throw tooManyRows(rows.length);
  return { rows, epoch: 1900 };
}

/** A file with more rows than are read at once. */
export function tooManyRows(found: number): Error {
  return refusedFile(
    `文件有 ${found} 行，一次至多 ${MOST_ROWS} 行：请分成几个文件导入。`,
    `The file has ${found} rows, at most ${MOST_ROWS} are read at once: split it into several files.`,
  );
}

function recordsOf(text: string, delimiter: Delimiter): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusedFile(
      `CSV 无法读取：引号未闭合，或某一行过长（第 ${error['lines'] as number} 行附近）。请在电子表格中打开并重新另存，或直接导入 .xlsx。`,
      `This is not CSV: a quote is not closed, or a row is too long, near line ${error['lines'] as number}. Open it in a spreadsheet and save it again, or import the .xlsx.`,
    );
  }
}

/** `="0012"` is how some programs keep a spreadsheet from reading a text as a number. */
function asShown(cell: string): string {
  return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
}

/** What parts the cells: the sign that most lines have equally often, outside of quotes. */
function delimiterOf(text: string): Delimiter {
  const lines = linesOutsideQuotes(text);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const found = line.split(delimiter).length - 1;
      if (found > 0) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    const score = Math.max(0, ...[...counts].map(([found, times]) => found * times));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function linesOutsideQuotes(text: string): readonly string[] {
  const head = text.slice(0, 65_536);
  return head
    .replaceAll(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
}

import type { HeadingAnswers, HeadingQuestion, SheetColumn } from './columns.ts';
import { onOneLine } from './fold.ts';
import type { Grid, GridRow } from './grid.ts';
import { columnLike, columnNamed, headingKey } from './match-heading.ts';
import { refusedFile } from './refused-file.ts';

/** How far down a table is looked for. */
const LOOKED_AT = 40;
/** Fewest headings that make a row one of headings. */
const FEWEST = 2;

/** A column of the file, and what of the table it is. */
export interface PlacedColumn<Key extends string> {
  readonly place: number;
  readonly heading: string;
  /** Undefined where the table has no such column, or the sender said to leave it out. */
  readonly column: SheetColumn<Key> | undefined;
}

export interface Heading<Key extends string> {
  /** Where the heading stands, with the rows above and below it that still belong to it. */
  readonly rows: readonly number[];
  readonly placed: readonly PlacedColumn<Key>[];
  readonly questions: readonly HeadingQuestion[];
}

/** True where some row has headings of these columns. */
export function hasHeading(grid: Grid, columns: readonly SheetColumn[]): boolean {
  return bestRow(grid.rows, columns) !== undefined;
}

/**
 * Finds the row of headings, also below titles, and what each column is. Throws `body-invalid` where there is none, a
 * heading stands there twice, or a column is missing without which no row can be taken.
 */
export function findHeading<Key extends string>(
  { rows }: Grid,
  columns: readonly SheetColumn<Key>[],
  answers: HeadingAnswers,
): Heading<Key> {
  const at = bestRow(rows, columns);
  const first = at === undefined ? undefined : rows[at];
  if (at === undefined || first === undefined) throw noHeading(rows[0], columns);
  const below = secondRow(rows[at + 1], first, columns);
  const above = firstRow(rows[at - 1], first, columns);
  const parts = [below, first, above].filter((row) => row !== undefined);
  const width = Math.max(...parts.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, n) =>
    onOneLine(parts.map(({ cells }) => cells[n] ?? '').find((cell) => cell !== '') ?? ''),
  );
  const placed = headings.flatMap((heading, place): readonly PlacedColumn<Key>[] =>
    heading === '' ? [] : [{ place, heading, column: columnOf(heading, columns, answers) }],
  );
  refuseTwice(placed);
  refuseUnheard(placed, columns, answers);
  const questions = [...rivals(placed), ...lookalikes(placed, columns, answers)];
  refuseMissing(placed, columns, questions, headings);
  const chosen = withoutRivals(placed);
  return { rows: parts.map(({ row }) => row), placed: chosen, questions };
}

function bestRow(rows: readonly GridRow[], columns: readonly SheetColumn[]): number | undefined {
  let best: { at: number; known: number } | undefined;
  for (const [at, { cells }] of rows.slice(0, LOOKED_AT).entries()) {
    const found = new Set(
      cells.map((cell) => columnNamed(cell, columns)?.key).filter((key) => key !== undefined),
    );
    const fewest = Math.min(FEWEST, columns.length);
    if (found.size >= fewest && found.size > (best?.known ?? 0)) best = { at, known: found.size };
  }
  return best?.at;
}

/** A second row of headings, as under a heading merged across: it has nothing but names of columns. */
function secondRow(
  row: GridRow | undefined,
  first: GridRow,
  columns: readonly SheetColumn[],
): GridRow | undefined {
  if (row === undefined || row.row !== first.row + 1) return undefined;
  const written = row.cells.filter((cell) => cell !== '');
  const isHeading = written.every((cell) => columnNamed(cell, columns) !== undefined);
  const isRepeated = row.cells.every((cell, place) => cell === '' || cell === first.cells[place]);
  return isHeading && !isRepeated ? row : undefined;
}

/** A row of headings above, of which some were merged down into the one that has the most. */
function firstRow(
  row: GridRow | undefined,
  best: GridRow,
  columns: readonly SheetColumn[],
): GridRow | undefined {
  if (row === undefined || row.row !== best.row - 1) return undefined;
  const known = row.cells.filter((cell) => columnNamed(cell, columns) !== undefined);
  return known.length >= FEWEST ? row : undefined;
}

function columnOf<Key extends string>(
  heading: string,
  columns: readonly SheetColumn<Key>[],
  answers: HeadingAnswers,
): SheetColumn<Key> | undefined {
  const key = headingKey(heading);
  for (const [said, column] of answers) {
    if (headingKey(said) === key) return columns.find((one) => one.key === column);
  }
  return columnNamed(heading, columns);
}

function refuseTwice(placed: readonly PlacedColumn<string>[]): void {
  const first = new Map<string, PlacedColumn<string>>();
  for (const one of placed) {
    const key = headingKey(one.heading);
    const before = first.get(key);
    if (before !== undefined && one.column !== undefined) {
      throw refusedFile(
        `表头“${one.heading}”出现两次（${letterOf(before.place)} 列和 ${letterOf(one.place)} 列）：请删去一列，或改名后再导入。`,
        `The heading "${one.heading}" stands twice, in the columns ${letterOf(before.place)} and ${letterOf(one.place)}: delete one of them or call it otherwise.`,
      );
    }
    first.set(key, before ?? one);
  }
}

/** An answer about a heading that is not there, or with a column that there is not, would be left out in silence. */
function refuseUnheard(
  placed: readonly PlacedColumn<string>[],
  columns: readonly SheetColumn[],
  answers: HeadingAnswers,
): void {
  const names = columns.filter(({ told }) => !told).map(({ key }) => key);
  for (const [heading, column] of answers) {
    if (!placed.some((one) => headingKey(one.heading) === headingKey(heading))) {
      throw refusedFile(
        `文件中没有表头“${heading}”，只有：${placed.map((one) => one.heading).join('、')}。`,
        `The file has no heading "${heading}", it has: ${placed.map((one) => one.heading).join(', ')}.`,
      );
    }
    if (column !== undefined && !names.includes(column)) {
      throw refusedFile(
        `没有“${column}”这一列，应为：${names.join('、')}，或“忽略”。`,
        `There is no column "${column}", expected one of ${names.join(', ')}, or 忽略 (ignore).`,
      );
    }
  }
}

/** Several headings that name one column: which of them is meant is for the sender to say. */
function rivals(placed: readonly PlacedColumn<string>[]): readonly HeadingQuestion[] {
  return placed.flatMap(({ heading, column }): readonly HeadingQuestion[] => {
    const others = placed.filter((other) => other.column === column && other.heading !== heading);
    if (column === undefined || column.told || others.length === 0) return [];
    const other = others.map((one) => `“${one.heading}”`).join('、');
    return [
      {
        heading,
        column: column.key,
        message: {
          zh: `表头“${heading}”和${other}都可作“${column.key}”：请用 columns=${heading}=列名 说明各是什么，不读的写 columns=${heading}=忽略`,
          en: `The headings "${heading}" and ${other} may both be ${column.key}: say which is which by columns=${heading}=COLUMN, or columns=${heading}=ignore`,
        },
      },
    ];
  });
}

function lookalikes<Key extends string>(
  placed: readonly PlacedColumn<Key>[],
  columns: readonly SheetColumn<Key>[],
  answers: HeadingAnswers,
): readonly HeadingQuestion[] {
  const answered = new Set([...answers.keys()].map(headingKey));
  return placed.flatMap(({ heading, column }): readonly HeadingQuestion[] => {
    if (column !== undefined || answered.has(headingKey(heading))) return [];
    const like = columnLike(heading, columns);
    if (like === undefined) return [];
    return [
      {
        heading,
        column: like.key,
        message: {
          zh: `不认识表头“${heading}”，是否就是“${like.key}”？是则写 columns=${heading}=${like.key}（或改表头），不读则写 columns=${heading}=忽略`,
          en: `The heading "${heading}" is not known; is it ${like.key}? Then say columns=${heading}=${like.key} or mend the heading; to leave it out say columns=${heading}=ignore`,
        },
      },
    ];
  });
}

function refuseMissing(
  placed: readonly PlacedColumn<string>[],
  columns: readonly SheetColumn[],
  questions: readonly HeadingQuestion[],
  headings: readonly string[],
): void {
  const missing = columns.filter(
    (column) =>
      column.required &&
      !placed.some((one) => one.column === column) &&
      // What may be it under another name is asked first.
      (column.mayLack !== true || questions.some((question) => question.column === column.key)),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ key }) => `“${key}”`).join('');
  const asked = questions.map(({ message }) => message);
  throw refusedFile(
    `表头缺少${names}，只有：${headings.filter(Boolean).join('、').slice(0, 300)}。${asked.map(({ zh }) => `${zh}。`).join('')}`,
    `The heading lacks ${missing.map(({ key }) => key).join(' and ')}, it is: ${headings.filter(Boolean).join(', ').slice(0, 300)}. ${asked.map(({ en }) => `${en}.`).join(' ')}`,
    questions.length > 0 ? { questions } : {},
  );
}

/** Of headings that name one column, only the first is read, and it is asked about. */
function withoutRivals<Key extends string>(
  placed: readonly PlacedColumn<Key>[],
): readonly PlacedColumn<Key>[] {
  return placed.map((one, n) => {
    const isLater = placed.findIndex(({ column }) => column === one.column) < n;
    return one.column !== undefined && isLater ? { ...one, column: undefined } : one;
  });
}

/** The letter under which a spreadsheet shows a column, `place` counted from 0. */
export function letterOf(place: number): string {
  const rest = Math.floor(place / 26);
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (place % 26))}`;
}

function noHeading(first: GridRow | undefined, columns: readonly SheetColumn[]): Error {
  const required = columns.filter((column) => column.required).map(({ key }) => key);
  const seen = (first?.cells ?? []).join('、').slice(0, 200);
  return refusedFile(
    `没有找到表头：应有一行写着${required.map((key) => `“${key}”`).join('')}等列名。${seen === '' ? '文件是空的。' : `第一行是：${seen}。`}可先下载导入模板。`,
    `No heading was found: expected a row with ${required.join(', ')} and other names of columns. ${seen === '' ? 'The file is empty.' : `The first row is: ${seen}.`} A template can be downloaded.`,
  );
}

import type { HeadingAnswers, HeadingQuestion, SheetColumn } from './columns.ts';
import { tooManyRows } from './csv/read-csv.ts';
import { findHeading, type Heading, letterOf } from './find-heading.ts';
import { type Grid, type GridRow, MOST_ROWS } from './grid.ts';
import { withoutApostrophe } from './inert.ts';
import { type Skipped, skippedAs } from './skipped-row.ts';

/** The rows of a table by the keys of its columns. */
export interface Table<Key extends string> {
  readonly rows: readonly TableRow<Key>[];
  /** Rows that are no rows of the table, in their order. */
  readonly skipped: readonly Skipped[];
  /** Keys of the columns that the file has. */
  readonly columns: ReadonlyMap<Key, string>;
  /** Headings that are not read: unknown, told by the system, or left out by the sender. */
  readonly unread: readonly UnreadColumn[];
  readonly questions: readonly HeadingQuestion[];
}

export interface UnreadColumn {
  readonly heading: string;
  readonly isKnown: boolean;
}

export interface TableRow<Key extends string> {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** Empty where the row ends earlier, or the file has no such column. */
  readonly cells: Readonly<Record<Key, string>>;
  /** Text right of the last heading, which belongs to no column; with the letter of its column. */
  readonly beyond: { readonly column: string; readonly text: string } | undefined;
}

export interface TableTerms<Key extends string> {
  readonly columns: readonly SheetColumn<Key>[];
  readonly answers?: HeadingAnswers;
  /** Says of a row that it only shows how the table is filled in. */
  readonly isExample?: (cells: Readonly<Record<Key, string>>) => boolean;
}

/** Reads the table of a grid. Throws `body-invalid` where it has no heading that fits, or too many rows. */
export function readTable<Key extends string>(grid: Grid, terms: TableTerms<Key>): Table<Key> {
  const { columns, answers = new Map(), isExample = () => false } = terms;
  const heading = findHeading(grid, columns, answers);
  const lastHeading = Math.max(...heading.rows);
  const width = Math.max(...heading.placed.map(({ place }) => place)) + 1;
  const rows: TableRow<Key>[] = [];
  const skipped: Skipped[] = [];
  for (const row of grid.rows) {
    if (heading.rows.includes(row.row)) continue;
    if (row.row < lastHeading && !heading.rows.includes(row.row)) {
      skipped.push(skippedAs('title', row));
      continue;
    }
    const read = tableRow(row, heading, columns, width);
    const why = isExample(read.cells) ? 'example' : reasonToSkip(row, read, heading, columns);
    if (why === undefined) rows.push(read);
    else skipped.push(skippedAs(why, row));
  }
  if (rows.length > MOST_ROWS) throw tooManyRows(rows.length);
  const placed = heading.placed.flatMap(({ heading: name, column }) =>
    column === undefined ? [] : [[column.key, name] as const],
  );
  return {
    rows,
    skipped,
    columns: new Map(placed),
    unread: unreadOf(heading, answers, grid.rows, width, lastHeading),
    questions: heading.questions,
  };
}

function tableRow<Key extends string>(
  { row, cells }: GridRow,
  heading: Heading<Key>,
  columns: readonly SheetColumn<Key>[],
  width: number,
): TableRow<Key> {
  const places = new Map(heading.placed.map(({ column, place }) => [column?.key, place]));
  const read = columns.map(
    ({ key }) => [key, withoutApostrophe(cells[places.get(key) ?? -1] ?? '')] as const,
  );
  const beyond = cells.findIndex((cell, place) => place >= width && cell !== '');
  return {
    row,
    cells: Object.fromEntries(read) as Record<Key, string>,
    beyond: beyond < 0 ? undefined : { column: letterOf(beyond), text: cells[beyond] ?? '' },
  };
}

/** How a row begins that speaks about the table. */
const NOTE =
  /^[([（【]?(合计|总计|小计|共计|备注|注|说明|附注|附件|填表|填报|制表|审核|审签|经办|联系|单位负责|负责人|分管领导|主要领导|签字|盖章|日期|报送|打印)[^\s:：]{0,6}([:：\s)\]）】]|\d|$)/;

/** Nothing is called just so. */
const SUM = /^(合计|总计|小计|共计)[:：]?$/;

function reasonToSkip<Key extends string>(
  { cells, isBanner }: GridRow,
  read: TableRow<Key>,
  { placed }: Heading<Key>,
  columns: readonly SheetColumn<Key>[],
): Skipped['why'] | undefined {
  const written = cells.flatMap((cell, place) => (cell === '' ? [] : [{ cell, place }]));
  const [first, second] = written;
  if (placed.every(({ heading, place }) => (cells[place] ?? '') === heading)) return 'heading';
  const has = (column: SheetColumn<Key>) => placed.some((one) => one.column === column);
  const required = columns
    .filter((column) => column.required && (column.mayLack !== true || has(column)))
    .map(({ key }) => read.cells[key]);
  if (first !== undefined && SUM.test(first.cell)) return 'note';
  if (first === undefined || required.every((cell) => cell !== '')) return undefined;
  const column = placed.find(({ place }) => place === first.place)?.column;
  // 注册… is how a task may be called; 注：… is none.
  const isNamed = column?.required === true && second !== undefined && !/[:：]/.test(first.cell);
  if (NOTE.test(first.cell) && !isNamed) return 'note';
  if (second !== undefined) return undefined;
  if (isBanner || (column?.required !== true && !/^[\d.]+$/.test(first.cell))) return 'note';
  return column?.required ? undefined : 'numbered';
}

function unreadOf<Key extends string>(
  { placed }: Heading<Key>,
  answers: HeadingAnswers,
  rows: readonly GridRow[],
  width: number,
  lastHeading: number,
): readonly UnreadColumn[] {
  const isAnswered = (heading: string) => answers.has(heading);
  const named = placed
    .filter(({ column }) => column === undefined || column.told)
    .map(({ heading, column }) => ({ heading, isKnown: column?.told === true || isAnswered(heading) }));
  const nameless = new Set<number>();
  for (const { row, cells } of rows) {
    if (row <= lastHeading) continue;
    for (const [place, cell] of cells.entries()) {
      if (cell !== '' && place < width && !placed.some((one) => one.place === place)) nameless.add(place);
    }
  }
  return [
    ...named,
    ...[...nameless].map((place) => ({ heading: `${letterOf(place)} 列（无表头）`, isKnown: false })),
  ];
}

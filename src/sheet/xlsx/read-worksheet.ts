import { tooManyRows } from '../csv/read-csv.ts';
import { serialDay } from '../days/serial-day.ts';
import { type Epoch, type GridRow, gridRow, MOST_COLUMNS, MOST_ROWS } from '../grid.ts';
import { refusedFile } from '../refused-file.ts';
import { columnOf, type Merge, mergedAcross, mergeOf, startOfMerge } from './merged-cells.ts';
import { attributeOf, parseXml, unescaped } from './parse-xml.ts';

/** What the cells of a sheet refer to. */
export interface CellTerms {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly epoch: Epoch;
}

export interface Worksheet {
  readonly rows: readonly GridRow[];
  readonly hiddenRows: number;
}

/** What a cell shows whose formula was never worked out. */
export const NOT_WORKED_OUT = '#未计算!';

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  hasFormula: boolean;
}

/** Reads a sheet: texts, numbers, dates as their format shows them, formulas by the value that was kept of them. */
export async function readWorksheet(pieces: AsyncIterable<string>, terms: CellTerms): Promise<Worksheet> {
  const rows = new Map<number, string[]>();
  const merges: Merge[] = [];
  let row = 0;
  let column = 0;
  let hiddenRows = 0;
  let isHidden = false;
  let cell: OpenCell | undefined;
  let reading = false;

  function keep({ column: place, ...open }: OpenCell): void {
    const text = textOf(open, terms);
    if (text.trim() === '') return;
    if (place > MOST_COLUMNS) throw tooWide(row);
    const cells = rows.get(row) ?? [];
    if (cells.length === 0 && isHidden) hiddenRows++;
    cells[place - 1] = text;
    rows.set(row, cells);
    if (rows.size > MOST_ROWS + 100) throw tooManyRows(rows.size);
  }

  await parseXml(pieces, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributeOf(attributes, 'r') ?? row + 1);
        isHidden = ['1', 'true'].includes(attributeOf(attributes, 'hidden') ?? '');
        column = 0;
      } else if (name === 'c') {
        column = columnOf(attributeOf(attributes, 'r')) ?? column + 1;
        const type = attributeOf(attributes, 't') ?? 'n';
        const style = Number(attributeOf(attributes, 's') ?? 0);
        cell = { column, type, style, value: '', hasFormula: false };
      } else if (name === 'f' && cell !== undefined) cell.hasFormula = true;
      else if (name === 'v' || name === 't') reading = true;
      else if (name === 'rPh') reading = false;
      else if (name === 'mergeCell') merges.push(...mergeOf(attributeOf(attributes, 'ref') ?? ''));
    },
    text: (text) => {
      if (reading && cell !== undefined) cell.value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c' && cell !== undefined) {
        keep(cell);
        cell = undefined;
      }
    },
  });
  return { rows: filledDown(rows, merges), hiddenRows };
}

function textOf({ type, style, value, hasFormula }: Omit<OpenCell, 'column'>, terms: CellTerms): string {
  if (value === '') return hasFormula && type !== 'str' ? NOT_WORKED_OUT : '';
  if (type === 's') return terms.strings[Number(value)] ?? '';
  if (type === 'str' || type === 'inlineStr') return unescaped(value);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace('T', ' ').replace(/ 00:00(:00)?(\.0+)?Z?$/, '');
  if (type === 'e') return value;
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  const day = terms.dateStyles[style] === true ? serialDay(number, terms.epoch) : undefined;
  return day ?? String(number);
}

/** Rows by number, a cell that is merged downwards in each row that it covers, and nowhere else. */
function filledDown(
  rows: ReadonlyMap<number, readonly string[]>,
  merges: readonly Merge[],
): readonly GridRow[] {
  const all = new Map<number, (string | undefined)[]>([...rows].map(([row, cells]) => [row, [...cells]]));
  for (const merge of merges) {
    const text = startOfMerge(merge, all);
    // A merge that leads far below the last row covers nothing there.
    for (const [row, cells] of text === undefined ? [] : all) {
      if (row > merge.top && row <= merge.bottom) cells[merge.left - 1] = text;
    }
  }
  const banners = mergedAcross(merges);
  return [...all]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([row, cells]) => gridRow(row, cells, banners.has(row)) ?? []);
}

function tooWide(row: number): Error {
  return refusedFile(
    `第 ${row} 行超过 ${MOST_COLUMNS} 列：请删去台账右侧的内容后再导入。`,
    `Row ${row} has more than ${MOST_COLUMNS} columns: delete what stands right of the ledger and import it again.`,
  );
}

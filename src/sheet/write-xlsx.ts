import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import { inert } from './inert.ts';

/** A sheet as it is written: its first row is the heading, which stays in sight. */
export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Characters wide, by column. */
  readonly widths: readonly number[];
  /** What a column offers to choose from, by its place from 0. */
  readonly choices?: ReadonlyMap<number, readonly string[]>;
}

/** How many rows below the heading offer their choices. */
const ROWS_WITH_CHOICES = 5_000;

/** Writes one sheet as an .xlsx workbook in which every cell is text, no cell a formula. */
export async function writeXlsx({ name, rows, widths, choices }: WrittenSheet): Promise<Buffer> {
  const [heading = [], ...body] = rows;
  const cells: SheetData = [
    heading.map((value) => ({ ...textCell(value), fontWeight: 'bold' as const })),
    ...body.map((row) => row.map(textCell)),
  ];
  const options = { sheet: name, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
  const features = choices === undefined ? [] : [choosing(choices)];
  return writeExcelFile(cells, options, { features }).toBuffer();
}

function textCell(value: string): CellObject {
  return { value: inert(value), type: String, wrap: true, alignVertical: 'top' as const, format: '@' };
}

/** Lists to choose from, of which another value only warns. */
function choosing(choices: ReadonlyMap<number, readonly string[]>) {
  const lists = [...choices].map(([place, values]) => {
    const column = String.fromCharCode(65 + place);
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${column}2:${column}${ROWS_WITH_CHOICES}"><formula1>"${values.join(',')}"</formula1></dataValidation>`;
  });
  const insert = () => `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { insert } } } };
}

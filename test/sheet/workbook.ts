import { strToU8, zipSync } from 'fflate';

/** A sheet as XML: what stands in its rows, and what comes after them. */
export interface SheetGiven {
  readonly name: string;
  /** The `<row>` elements. */
  readonly rows: string;
  /** E.g. `<mergeCells>`. */
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WorkbookGiven {
  readonly sheets: readonly SheetGiven[];
  /** The `<si>` elements. */
  readonly strings?: string;
  /** Format codes; cell style 1 has the first, and so on. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  readonly more?: Readonly<Record<string, string>>;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** A workbook written by hand, as spreadsheets and other programs write them. */
export function workbook({ sheets, strings, formats = [], date1904, more = {} }: WorkbookGiven): Uint8Array {
  const numFmts = formats.flatMap((format, n) =>
    typeof format === 'string'
      ? [`<numFmt numFmtId="${170 + n}" formatCode="${format.replaceAll('"', '&quot;')}"/>`]
      : [],
  );
  const xfs = formats.map((format, n) => `<xf numFmtId="${typeof format === 'number' ? format : 170 + n}"/>`);
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships ${RELATIONS}><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATION}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, n) =>
          `<sheet name="${name}" sheetId="${n + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${n}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELATIONS}>${sheets
      .map(
        (_, n) => `<Relationship Id="s${n}" Type="${RELATION}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="t" Type="${RELATION}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="y" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts>${numFmts.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst ${MAIN}>${strings}</sst>` }),
    ...Object.fromEntries(
      sheets.map(({ rows, after = '' }, n) => [
        `xl/worksheets/sheet${n}.xml`,
        `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** A row of texts from the first column on; null leaves a cell out. */
export function textRow(row: number, ...texts: readonly (string | null)[]): string {
  const cells = texts.map((text, n) =>
    text === null
      ? ''
      : `<c r="${String.fromCharCode(65 + n)}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`,
  );
  return `<row r="${row}">${cells.join('')}</row>`;
}

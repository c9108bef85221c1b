import { stringify } from 'csv-stringify/sync';
import { inert } from '../inert.ts';

/** Begins a text file of a spreadsheet, so that its characters are read as what they are. */
export const BOM = '\uFEFF';

/** Rows as CSV that spreadsheets open, no cell a formula; in quotes all of them, or where they need it. */
export function writeCsv(
  rows: readonly (readonly string[])[],
  { quoted = true }: { readonly quoted?: boolean } = {},
): string {
  return stringify(
    rows.map((row) => row.map(inert)),
    { quoted, record_delimiter: '\r\n' },
  );
}

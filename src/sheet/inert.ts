/** What a spreadsheet would take for a formula, also in full width, after blanks or at the start of a later line. */
const FORMULA = /(^|[\r\n;,"'])[\s\p{Cf}]*[=+\-@＝＋－＠]|^'*[\t\r\n]/u;

/** A cell that no spreadsheet takes for a formula: what looks like one gets an apostrophe in front (OWASP, CSV injection). */
export function inert(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell that `inert` was given: its apostrophe is no part of the text. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

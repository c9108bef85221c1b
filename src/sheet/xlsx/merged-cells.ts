/** Cells that were merged into one, by rows and columns from 1. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A merge as a workbook writes it, e.g. `A2:C5`; none where it is written otherwise. */
export function mergeOf(reference: string): readonly Merge[] {
  const [from = '', to = ''] = reference.split(':');
  const [left, right] = [columnOf(from), columnOf(to)];
  const [top, bottom] = [rowOf(from), rowOf(to)];
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return [];
  return [{ top, bottom, left, right }];
}

/** The text of a merged cell, which stands in its first row and column. */
export function startOfMerge(
  { top, left }: Merge,
  rows: ReadonlyMap<number, readonly (string | undefined)[]>,
): string | undefined {
  return rows.get(top)?.[left - 1];
}

/** Rows that one merged cell crosses, at least three columns wide: titles, notes, headlines of groups. */
export function mergedAcross(merges: readonly Merge[]): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { top, bottom, left, right } of merges) {
    if (right - left < 2) continue;
    for (let row = top; row <= Math.min(bottom, top + 50); row++) rows.add(row);
  }
  return rows;
}

function rowOf(name: string): number | undefined {
  const digits = /\d+$/.exec(name)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The number of a column, from 1, in the name of a cell such as `AB12`. */
export function columnOf(name: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})/.exec(name ?? '')?.[1];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

import type { LegibleRow, ReadableRow } from './judge-row.ts';

/**
 * Rows under numbers of their own: where several have the same one, it is no number of a row, and they are known again by
 * it and their titles.
 */
export function withOwnNumbers(rows: readonly LegibleRow[]): readonly LegibleRow[] {
  const counts = new Map<string, number>();
  for (const row of rows) if ('matter' in row) counts.set(refOf(row), (counts.get(refOf(row)) ?? 0) + 1);
  return rows.map((row) => {
    if (!('matter' in row) || refOf(row) === '' || counts.get(refOf(row)) === 1) return row;
    const { identity } = row;
    return { ...row, identity: { ...identity, ref: `${identity.ref} ${identity.titleKey}` } };
  });
}

function refOf({ identity: { ref, number } }: ReadableRow): string {
  // A number of this system names its task, however often it stands there.
  return ref === number ? '' : ref;
}

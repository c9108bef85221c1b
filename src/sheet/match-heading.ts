import type { SheetColumn } from './columns.ts';
import { foldName } from './fold.ts';

/** The heading as names are compared: without notes in brackets, stars and colons. */
export function headingKey(heading: string): string {
  const folded = foldName(heading);
  const bare = folded.replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|[*:]/g, '');
  return bare === '' ? folded : bare;
}

/** The column that a heading names; undefined where none is called so. */
export function columnNamed<Key extends string>(
  heading: string,
  columns: readonly SheetColumn<Key>[],
): SheetColumn<Key> | undefined {
  const key = headingKey(heading);
  if (key === '') return undefined;
  return columns.find(({ names }) => names.some((name) => headingKey(name) === key));
}

/**
 * The column that an unknown heading looks like: a letter or two apart from one of its names, or one within the other.
 * Columns that the system tells by itself are not looked for.
 */
export function columnLike<Key extends string>(
  heading: string,
  columns: readonly SheetColumn<Key>[],
): SheetColumn<Key> | undefined {
  const key = headingKey(heading);
  let best: { column: SheetColumn<Key>; distance: number } | undefined;
  for (const column of columns) {
    if (column.told) continue;
    for (const name of column.names) {
      const distance = unlikeness(key, headingKey(name));
      if (distance !== undefined && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
        best = { column, distance };
      }
    }
  }
  return best?.column;
}

/** How far a heading is from a name; undefined where they are not alike. */
function unlikeness(heading: string, name: string): number | undefined {
  if (heading.length < 2 || name.length < 2) return undefined;
  const contained = heading.includes(name) && name.length >= 3;
  const containing = name.includes(heading) && heading.length >= 2;
  if (contained || containing) return 1 + Math.abs(heading.length - name.length) / 100;
  const distance = editDistance(heading, name);
  const most = Math.max(heading.length, name.length) <= 5 ? 1 : 2;
  return distance <= most && distance < Math.min(heading.length, name.length) - 1 ? distance : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (const [i, sign] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (sign === other ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

import { spanOf } from '../directory-index.ts';
import type { DirectoryFault } from './directory-fault.ts';

/** Who claims what: each thing with all its claimants, in order. */
export function ownersOf<T, K>(items: readonly T[], claims: (item: T) => readonly K[]): Map<K, T[]> {
  const owners = new Map<K, T[]>();
  for (const item of items) {
    for (const claim of new Set(claims(item))) {
      const known = owners.get(claim);
      if (known) known.push(item);
      else owners.set(claim, [item]);
    }
  }
  return owners;
}

/** One fault for each id that is given to more than one entry. */
export function duplicates<T>(
  items: readonly T[],
  entry: DirectoryFault['entry'],
  idOf: (item: T) => string,
): readonly DirectoryFault[] {
  return [...ownersOf(items, (item) => [idOf(item)])]
    .filter(([, owners]) => owners.length > 1)
    .map(([id, owners]) => ({
      code: 'duplicate',
      entry,
      id,
      value: id,
      message: {
        zh: `出现${owners.length}次，只应出现一次`,
        en: `is listed ${owners.length} times, expected once`,
      },
    }));
}

/** Pairs of periods that overlap although they belong to the same key. */
export function overlaps<T extends { readonly from: string; readonly until?: string | undefined }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [T, T])[] {
  return [...ownersOf(items, (item) => [keyOf(item)]).values()].flatMap((group) => {
    const sorted = group
      .map((item) => ({ item, ...spanOf(item.from, item.until) }))
      .toSorted((a, b) => a.from - b.from);
    return sorted.flatMap((first, place) => {
      const second = sorted[place + 1];
      return second && second.from < first.until ? [[first.item, second.item] as const] : [];
    });
  });
}

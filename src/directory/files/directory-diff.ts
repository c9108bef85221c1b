import { isDeepStrictEqual } from 'node:util';
import type { Directory } from '../directory.ts';

/** The lists a directory consists of, and what tells their entries apart. */
const keys = {
  units: ['code'],
  sections: ['code'],
  hostings: ['unit', 'from'],
  seats: ['id'],
  people: ['id'],
  tenures: ['seat', 'from'],
  absences: ['person', 'from'],
  delegations: ['id'],
} as const satisfies Partial<Record<keyof Directory, readonly string[]>>;

type ListName = keyof typeof keys;
export type Entry<L extends ListName> = NonNullable<Directory[L]>[number];

/** What must be written and what taken away to make one list into another. */
export interface ListDiff<L extends ListName> {
  readonly written: readonly Entry<L>[];
  readonly removed: readonly Entry<L>[];
}

export type DirectoryDiff = { readonly [L in ListName]: ListDiff<L> };

/** The difference between two directories, entry by entry; without `before`, everything is written. */
export function diffDirectories(before: Directory | undefined, after: Directory): DirectoryDiff {
  return {
    units: diffList('units', before, after),
    sections: diffList('sections', before, after),
    hostings: diffList('hostings', before, after),
    seats: diffList('seats', before, after),
    people: diffList('people', before, after),
    tenures: diffList('tenures', before, after),
    absences: diffList('absences', before, after),
    delegations: diffList('delegations', before, after),
  };
}

/** The same directory with every list in the order of its keys, so that equal directories are equal as data. */
export function sortedDirectory(directory: Directory): Directory {
  return {
    version: directory.version,
    county: directory.county,
    units: sorted('units', directory),
    sections: sorted('sections', directory),
    seats: sorted('seats', directory),
    people: sorted('people', directory),
    tenures: sorted('tenures', directory),
    absences: sorted('absences', directory),
    delegations: sorted('delegations', directory),
    hostings: sorted('hostings', directory),
  };
}

function diffList<L extends ListName>(list: L, before: Directory | undefined, after: Directory): ListDiff<L> {
  const old = byKey(list, before);
  const now = byKey(list, after);
  return {
    written: [...now].flatMap(([key, entry]) => (isDeepStrictEqual(old.get(key), entry) ? [] : [entry])),
    removed: [...old].flatMap(([key, entry]) => (now.has(key) ? [] : [entry])),
  };
}

function sorted<L extends ListName>(list: L, directory: Directory): readonly Entry<L>[] {
  return [...byKey(list, directory)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function byKey<L extends ListName>(list: L, directory: Directory | undefined): Map<string, Entry<L>> {
  const entries: readonly Entry<L>[] = directory?.[list] ?? [];
  return new Map(entries.map((entry) => [keyOf(list, entry), entry]));
}

function keyOf(list: ListName, entry: object): string {
  const fields: Readonly<Record<string, unknown>> = { ...entry };
  return keys[list].map((key) => String(fields[key])).join(' ');
}

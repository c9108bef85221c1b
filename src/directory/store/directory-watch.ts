import type pg from 'pg';
import { type VersionWatch, watchVersions } from '../../platform/version-watch.ts';
import type { Directory } from '../directory.ts';
import { readDirectory } from './read-directory.ts';
import { readVersion } from './read-version.ts';

/** The directory in force, kept in memory and renewed when it changes. */
export type DirectoryWatch = VersionWatch<Directory>;

/** Watches the directory in a database. `now` gives epoch milliseconds. */
export function directoryWatch(
  pool: pg.Pool,
  { now, everyMs = 1_000 }: { readonly now: () => number; readonly everyMs?: number },
): DirectoryWatch {
  return watchVersions({
    what: 'directory',
    readVersion: () => readVersion(pool),
    read: () => readDirectory(pool),
    now,
    everyMs,
  });
}

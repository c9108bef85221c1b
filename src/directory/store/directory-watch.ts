import type pg from 'pg';
import type { Directory } from '../directory.ts';
import { readDirectory } from './read-directory.ts';
import { readVersion } from './read-version.ts';

/** The directory in force, kept in memory and renewed when it changes. */
export interface DirectoryWatch {
  /** The directory in force; asks the database for its version at most once in `everyMs`. */
  current(): Promise<Directory>;
  /** The last directory known, without asking; throws before the first `current()`. */
  latest(): Directory;
  /** Asks at once: call it after a change, so that the next request of this process sees it. */
  refresh(): Promise<Directory>;
}

/** Watches the directory in a database. `now` gives epoch milliseconds. */
export function directoryWatch(
  pool: pg.Pool,
  { now, everyMs = 1_000 }: { readonly now: () => number; readonly everyMs?: number },
): DirectoryWatch {
  let known: Directory | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<Directory> | undefined;

  const check = async (): Promise<Directory> => {
    const startedAt = now();
    const version = await readVersion(pool);
    if (known?.version !== version || !known) known = await readDirectory(pool);
    if (!known) throw new Error('The database holds no directory: seed it from config/directory first.');
    checkedAt = startedAt;
    return known;
  };

  const share = async (): Promise<Directory> => {
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  };

  return {
    current: async () => (known && now() - checkedAt < everyMs ? known : share()),
    latest: () => {
      if (!known) throw new Error('The directory was not read yet: await current() once at start.');
      return known;
    },
    refresh: async () => {
      // A check under way may have asked before the change; wait for it, then ask anew.
      await checking?.catch(() => undefined);
      return share();
    },
  };
}

/** Something the county goes by of which there are numbered versions; the highest is in force. */
export interface Versioned {
  readonly version: number;
}

/** The version in force, kept in memory and renewed when it changes. */
export interface VersionWatch<T extends Versioned> {
  /** The version in force; asks the database for its number at most once in `everyMs`. */
  current(): Promise<T>;
  /** The last version known, without asking; throws before the first `current()`. */
  latest(): T;
  /** Asks at once: call it after a change, so that the next request of this process sees it. */
  refresh(): Promise<T>;
}

export interface WatchTerms<T extends Versioned> {
  /** Says in complaints what is watched. */
  readonly what: string;
  readonly readVersion: () => Promise<number | undefined>;
  readonly read: () => Promise<T | undefined>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly everyMs: number;
}

/** Watches what a database keeps in versions. */
export function watchVersions<T extends Versioned>(terms: WatchTerms<T>): VersionWatch<T> {
  const { what, readVersion, read, now, everyMs } = terms;
  let known: T | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<T> | undefined;

  const check = async (): Promise<T> => {
    const startedAt = now();
    const version = await readVersion();
    if (known?.version !== version || !known) known = await read();
    if (!known) throw new Error(`The database holds no ${what}: seed it from config/ first.`);
    checkedAt = startedAt;
    return known;
  };

  const share = async (): Promise<T> => {
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  };

  return {
    current: async () => (known && now() - checkedAt < everyMs ? known : share()),
    latest: () => {
      if (!known) throw new Error(`The ${what} was not read yet: await current() once at start.`);
      return known;
    },
    refresh: async () => {
      // A check under way may have asked before the change; wait for it, then ask anew.
      await checking?.catch(() => undefined);
      return share();
    },
  };
}

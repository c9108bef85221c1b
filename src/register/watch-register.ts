import type pg from 'pg';
import type { ChangeSet } from './plan-operations.ts';
import type { Register } from './register.ts';
import { readVersion } from './store/read-version.ts';
import { type Versioned, type VersionWatch, watchVersions } from './version-watch.ts';

/** Watches what is in force of a register in a database. `now` gives epoch milliseconds. */
export function watchRegister<InForce extends Versioned>(
  register: Pick<Register<never, InForce, ChangeSet, never, never>, 'name' | 'title' | 'read'>,
  pool: pg.Pool,
  { now, everyMs = 1_000 }: { readonly now: () => number; readonly everyMs?: number },
): VersionWatch<InForce> {
  return watchVersions({
    what: register.title.en,
    readVersion: () => readVersion(register, pool),
    read: () => register.read(pool),
    now,
    everyMs,
  });
}

import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../store/lists/listed-row.ts';

/** What was counted, and when: it is shared for a second, so that a long list costs its readers the page they see. */
export interface Recent<Counts> {
  readonly counts: Counts;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** So old it is handed out as it is; up to `KEPT_MS` it is handed out while it is counted anew. */
const FRESH_MS = 1_000;
const KEPT_MS = 5_000;

interface Entry {
  readonly recent: Recent<unknown>;
  /** Being counted anew. */
  pending?: Promise<unknown>;
}

const entriesOf = new WeakMap<Database, Map<string, Entry>>();

/** The counts under a key, as they were a moment ago, or taken now where nobody asked for a while. */
export async function recentCounts<Counts>(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  key: string,
  take: () => Promise<Counts>,
): Promise<Recent<Counts>> {
  const entries = entriesOf.get(database) ?? new Map<string, Entry>();
  entriesOf.set(database, entries);
  const count = async (): Promise<Recent<Counts>> => {
    const at = clock();
    const recent = { counts: await take(), at };
    for (const [other, { recent: kept }] of entries) if (at - kept.at > KEPT_MS) entries.delete(other);
    entries.set(key, { recent });
    return recent;
  };
  const entry = entries.get(key);
  const age = entry === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock() - entry.recent.at);
  if (entry === undefined || age > KEPT_MS) return count();
  if (age > FRESH_MS && entry.pending === undefined) {
    // After a failure each caller counts anew, and is told.
    entry.pending = count().catch(() => entries.delete(key));
  }
  return entry.recent as Recent<Counts>;
}

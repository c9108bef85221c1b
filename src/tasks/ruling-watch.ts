import type { Committed, Engine } from '../engine/engine.ts';
import { isoOf } from '../platform/clock.ts';
import type { Precedent } from '../routing/precedent.ts';
import { precedentIn } from './rulings.ts';
import type { Database } from './store/listed-row.ts';
import { readRulings } from './store/read-rulings.ts';

/** Commits of other processes may become visible after younger ones, and clocks differ a little. */
const OVERLAP_MS = 60_000;

/** The rulings in force, kept in memory: what is ruled here counts at once, elsewhere with the next look. */
export interface RulingWatch {
  /** The same list as long as there is no new ruling. */
  current(): readonly Precedent[];
  /** Looks for rulings of other processes. */
  refresh(): Promise<void>;
  /** Takes in the rulings among an engine's commits as they happen. */
  follow(engine: Pick<Engine, 'onCommitted'>): void;
}

/** Reads all rulings off the log and keeps them. */
export async function watchRulings(database: Database): Promise<RulingWatch> {
  const known = new Map<string, Precedent>();
  let list: readonly Precedent[] = [];
  let latest = Number.NEGATIVE_INFINITY;

  function take(rulings: readonly Precedent[]): void {
    const fresh = rulings.filter(({ id }) => !known.has(id));
    for (const ruling of fresh) {
      known.set(ruling.id, ruling);
      latest = Math.max(latest, Date.parse(ruling.at));
    }
    if (fresh.length > 0) list = [...known.values()];
  }

  take(await readRulings(database));
  return {
    current: () => list,
    async refresh() {
      const since = Number.isFinite(latest) ? isoOf(latest - OVERLAP_MS) : undefined;
      take(await readRulings(database, since));
    },
    follow(engine) {
      engine.onCommitted((committed: Committed) => {
        const ruling = precedentIn(committed);
        if (ruling !== undefined) take([ruling]);
      });
    },
  };
}

import type { Committed, Engine } from '../engine/engine.ts';
import { isoOf } from '../platform/clock.ts';
import type { Precedent } from '../routing/precedent.ts';
import type { ReadBy } from './kept-by-revision.ts';
import { routingLogOf } from './routing-readings.ts';
import { precedentIn } from './rulings.ts';
import { readAccepted, readRulings, readWithdrawn } from './store/read-rulings.ts';

/** Commits of other processes may become visible after younger ones, and clocks differ a little. */
const OVERLAP_MS = 60_000;

/** The precedents in force and what accepted tasks teach, kept in memory: what is ruled here counts at once, elsewhere with the next look. */
export interface RulingWatch {
  /** The same list as long as none is set or withdrawn. */
  current(): readonly Precedent[];
  /** Looks for what other processes set or withdrew; call it after a withdrawal of this one. */
  refresh(): Promise<void>;
  /** Takes in the precedents among an engine's commits as they happen: what was assigned counts once it is dispatched. */
  follow(engine: Pick<Engine, 'onCommitted'>): void;
}

/** Reads all precedents in force off the log and keeps them. */
export async function watchRulings(by: ReadBy): Promise<RulingWatch> {
  const known = new Map<string, Precedent>();
  const withdrawn = new Set<string>();
  let list: readonly Precedent[] = [];
  let latest = Number.NEGATIVE_INFINITY;

  function take(rulings: readonly Precedent[], gone: readonly string[]): void {
    for (const id of gone) withdrawn.add(id);
    const fresh = rulings.filter(({ id }) => !known.has(id) && !withdrawn.has(id));
    const dropped = gone.filter((id) => known.delete(id));
    for (const ruling of fresh) {
      known.set(ruling.id, ruling);
      latest = Math.max(latest, Date.parse(ruling.at));
    }
    if (fresh.length + dropped.length > 0) list = [...known.values()];
  }

  take([...(await readRulings(by)), ...(await readAccepted(by))], await readWithdrawn(by.database));
  return {
    current: () => list,
    async refresh() {
      const since = Number.isFinite(latest) ? isoOf(latest - OVERLAP_MS) : undefined;
      const [rulings, accepted, gone] = await Promise.all([
        readRulings(by, since),
        readAccepted(by, since),
        readWithdrawn(by.database),
      ]);
      take([...rulings, ...accepted], gone);
    },
    follow(engine) {
      const undispatched = new Map<string, Precedent>();
      engine.onCommitted((committed: Committed) => {
        const { after, event } = committed;
        const log = routingLogOf(after.definition);
        const decided = precedentIn(committed);
        if (decided !== undefined && event.type === log?.assigned) undispatched.set(after.id, decided);
        else if (decided !== undefined) take([decided], []);
        const waiting = undispatched.get(after.id);
        // Whatever another process decided, the next look at the log finds.
        if (waiting !== undefined && event.type === log?.dispatched) take([waiting], []);
        const ended = event.type === log?.dispatched || event.type === log?.undispatched;
        if (ended || after.closedAt !== null) {
          undispatched.delete(after.id);
        }
      });
    },
  };
}

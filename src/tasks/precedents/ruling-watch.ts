import type { Engine } from '../../engine/engine.ts';
import { type FollowedEvent, readLogAfter, readLogEnd } from '../../engine/store/read-log-after.ts';
import type { Committed } from '../../engine/writing/commands.ts';
import type { Precedent } from '../../routing/books/precedent.ts';
import { ACCEPTED_KEPT, readAccepted, readRulings, readWithdrawn } from '../store/precedents/read-rulings.ts';
import type { ReadBy } from '../view/kept-by-revision.ts';
import { routedWorkflows, routingLogOf } from './routing-readings.ts';
import { precedentIn } from './rulings.ts';

/** So many events are looked through at one go. */
const PAGE = 2_000;
/** The dispatch of a new task, which carries out no decision. */
const FIRST_DISPATCH = 2;

/** The precedents in force and what accepted tasks teach, kept in memory: what is ruled here counts at once, elsewhere with the next look. */
export interface RulingWatch {
  /** The same list as long as none is set or withdrawn. */
  current(): readonly Precedent[];
  /** Looks for what other processes set or withdrew; call it after a withdrawal of this one. */
  refresh(): Promise<void>;
  /** Takes in the precedents among an engine's commits as they happen: what was assigned counts once it is dispatched. */
  follow(engine: Pick<Engine, 'onCommitted'>): void;
}

/** Reads all precedents in force off the log and keeps them, of accepted tasks the youngest alone. */
export async function watchRulings(by: ReadBy, mostAccepted = ACCEPTED_KEPT): Promise<RulingWatch> {
  const known = new Map<string, Precedent>();
  const withdrawn = new Set<string>();
  const mayDecide = decisionsOf(by);
  let list: readonly Precedent[] | undefined;

  function take(rulings: readonly Precedent[], gone: readonly string[]): void {
    for (const id of gone) withdrawn.add(id);
    const fresh = rulings.filter(({ id }) => !known.has(id) && !withdrawn.has(id));
    const dropped = gone.filter((id) => known.delete(id));
    for (const ruling of fresh) known.set(ruling.id, ruling);
    if (fresh.length + dropped.length > 0) list = undefined;
  }

  /** A process that runs on routes by the same tasks as one that starts. */
  function listed(): readonly Precedent[] {
    const accepted = [...known.values()].filter(({ kind }) => kind === 'accepted');
    const surplus = accepted.length - mostAccepted;
    if (surplus > 0) {
      const byAge = accepted.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
      for (const { id } of byAge.slice(0, surplus)) known.delete(id);
    }
    return [...known.values()];
  }

  // What commits while all is read comes once more with the first look.
  let position = await readLogEnd(by.database);
  take([...(await readRulings(by)), ...(await readAccepted(by))], await readWithdrawn(by.database));
  return {
    current: () => (list ??= listed()),
    async refresh() {
      for (;;) {
        const { events, early, next, isEnd } = await readLogAfter(by.database, position, PAGE);
        const decided = [...new Set([...events, ...early].filter(mayDecide).map(({ taskId }) => taskId))];
        if (decided.length > 0) {
          take([...(await readRulings(by, decided)), ...(await readAccepted(by, decided))], []);
        }
        position = next;
        if (isEnd) break;
      }
      take([], await readWithdrawn(by.database));
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

/** Tells the events that may have made a precedent of what was decided on their task. */
function decisionsOf({ registry }: ReadBy): (event: FollowedEvent) => boolean {
  const logs = routedWorkflows(registry).map(({ reading }) => reading.log);
  const decisions = new Set(logs.flatMap(({ upheld, accepted }) => [upheld, accepted]));
  const dispatches = new Set(logs.map(({ dispatched }) => dispatched));
  return ({ type, revision }) => decisions.has(type) || (dispatches.has(type) && revision > FIRST_DISPATCH);
}

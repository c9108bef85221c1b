import type { Directory } from '../../directory/directory.ts';
import type { RoutingLog } from '../../vocabulary/routing-reading.ts';
import type { StoredEvent, StoredTask } from '../history.ts';
import type { CounterExample } from '../rules.ts';

/** A ruling under way through the log of a task. */
interface Ruling {
  /** The unit it binds the task to; undefined where the first dispatch was upheld. */
  readonly unit: string | undefined;
  readonly revision: number;
}

/**
 * Proves that the rulings of a task are final: after one there is no return and no other ruling, and the engine
 * dispatches the task to the very unit that the ruling names, or to its successor. A ruling that could not be
 * dispatched binds no one.
 */
export function proveRulings(
  { id }: Pick<StoredTask, 'id'>,
  events: readonly Pick<StoredEvent, 'revision' | 'type' | 'state' | 'data'>[],
  directory: Directory,
  log: RoutingLog | undefined,
): CounterExample | undefined {
  if (log === undefined) return undefined;
  let ruling: Ruling | undefined;
  for (const [n, event] of events.entries()) {
    const { type, revision } = event;
    const fault = (expected: string, found: string): CounterExample => ({
      rule: 'rulings-final',
      taskId: id,
      revision,
      expected,
      found,
    });
    const next = rulingOf(event, events[n - 1]?.state, log);
    if (ruling !== undefined && (next !== undefined || type === log.returns?.asked)) {
      return fault(`no ${type} after the ruling of revision ${ruling.revision}`, type);
    }
    if (type === log.undispatched) ruling = undefined;
    const unit = ruling?.unit;
    if (type === log.dispatched && unit !== undefined && !follows(unitIn(event.data), unit, directory)) {
      return fault(
        `dispatch to ${unit}, as ruled in revision ${ruling?.revision}`,
        String(unitIn(event.data)),
      );
    }
    ruling = next ?? ruling;
  }
  return undefined;
}

function rulingOf(
  { type, revision, data }: Pick<StoredEvent, 'revision' | 'type' | 'data'>,
  stateBefore: string | undefined,
  { assigned, upheld, returns }: RoutingLog,
): Ruling | undefined {
  // A return waits for its ruling: to another unit by hand, or back to the one that returned it.
  if (returns === undefined || stateBefore !== returns.state) return undefined;
  if (type === assigned) return { unit: unitIn(data), revision };
  return type === upheld ? { unit: undefined, revision } : undefined;
}

function unitIn(data: string): string | undefined {
  return (JSON.parse(data) as { readonly unit?: string }).unit;
}

/** True for the unit itself and for those that took over from it. */
function follows(unit: string | undefined, ruled: string, directory: Directory): boolean {
  const successorOf = (code: string) => directory.units.find((one) => one.code === code)?.successor;
  const seen = new Set<string>();
  for (let at: string | undefined = ruled; at !== undefined && !seen.has(at); at = successorOf(at)) {
    if (at === unit) return true;
    seen.add(at);
  }
  return false;
}

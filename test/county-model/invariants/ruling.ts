import { grouped } from '../../chaos/checker/grouped.ts';
import type { StoredEvent } from '../../chaos/checker/stored.ts';
import type { Fault, Seen } from '../seen.ts';

/** A return and its ruling as the log tells them. */
export function rulingFaults({ stored }: Seen): readonly Fault[] {
  const events = grouped(stored.events, ({ taskId }) => taskId);
  return stored.tasks
    .filter(({ workflow }) => workflow === 'reform-task')
    .flatMap(({ id, context }) => {
      const { returns = [] } = context as { readonly returns?: readonly { readonly unit: string }[] };
      const units = returns.map(({ unit }) => unit);
      const again = units.find((unit, n) => units.indexOf(unit) < n);
      return [
        ...afterRuling(events.get(id) ?? []),
        ...(again === undefined ? [] : [`${again} returned it twice`]),
      ].map((detail): Fault => ({ invariant: 'ruling', taskId: id, detail }));
    });
}

/** Bound by the seat that routing found for the ruling, or upheld. */
function isRuling({ type }: StoredEvent, before: StoredEvent | undefined): boolean {
  return type === 'uphold' || (type === 'routed' && before?.state === 'open.ruling');
}

function afterRuling(log: readonly StoredEvent[]): readonly string[] {
  const ruledAt = log.findIndex((event, n) => isRuling(event, log[n - 1]));
  if (ruledAt < 0) return [];
  return log
    .slice(ruledAt + 1)
    .filter(
      ({ type }, n) => type === 'return' || isRuling(log[ruledAt + 1 + n] as StoredEvent, log[ruledAt + n]),
    )
    .map(
      ({ type, revision }) =>
        `revision ${revision} is ${type}, after the ruling at ${log[ruledAt]?.revision}`,
    );
}

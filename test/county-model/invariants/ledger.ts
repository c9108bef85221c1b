import { workflows } from '../../../workflows/index.ts';
import { checkLedger } from '../../chaos/check-ledger.ts';
import type { Stored } from '../../chaos/stored.ts';
import type { Fault, Seen } from '../seen.ts';

/** Effects that are answered by an event of the same task, for the independent checker of the chaos suite. */
const ANSWERS = {
  route: ['routed', 'routingFailed'],
  resolveAssignment: ['routed', 'routingFailed'],
  resolveLimit: ['limitResolved'],
};

/** The ledger by itself, folded anew through the pure step. */
export function ledgerFaults({ stored, changed }: Seen): readonly Fault[] {
  const alarms = new Set<string>();
  return checkLedger(about(stored, changed), { definitions: workflows, alarms, answers: ANSWERS })
    .filter(({ invariant }) => invariant !== 'I6')
    .map(({ invariant, detail }) => ({
      invariant: 'ledger',
      taskId: null,
      detail: `${invariant} ${detail}`,
    }));
}

/** What concerns some tasks: themselves, their parents, and all children of these. */
function about({ tasks, events, effects, nowMs }: Stored, changed: ReadonlySet<string>): Stored {
  const parents = tasks.flatMap(({ id, parent }) => (changed.has(id) && parent !== null ? [parent] : []));
  const elders = new Set([...changed, ...parents]);
  const kin = tasks.filter(({ id, parent }) => elders.has(id) || (parent !== null && elders.has(parent)));
  const ids = new Set(kin.map(({ id }) => id));
  const concerns = ({ taskId }: { readonly taskId: string }) => ids.has(taskId);
  return { tasks: kin, events: events.filter(concerns), effects: effects.filter(concerns), nowMs };
}

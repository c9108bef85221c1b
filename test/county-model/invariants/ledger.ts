import { workflows } from '../../../workflows/index.ts';
import { checkLedger } from '../../chaos/checker/check-ledger.ts';
import { COUNTY_ANSWERS } from '../../chaos/checker/county-answers.ts';
import type { Stored } from '../../chaos/checker/stored.ts';
import type { Fault, Seen } from '../seen.ts';

/** The ledger by itself, folded anew through the pure step. */
export function ledgerFaults({ stored, changed, isWorkedOff }: Seen): readonly Fault[] {
  const alarms = new Set<string>();
  return (
    checkLedger(about(stored, changed), { definitions: workflows, alarms, ...COUNTY_ANSWERS })
      // What waits is another invariant's; and where work waits, an answer that came to nothing may look like a lost one.
      .filter(({ invariant, harm }) => invariant !== 'I6' && (isWorkedOff || harm !== 'lost'))
      .map(({ invariant, detail }) => ({
        invariant: 'ledger',
        taskId: null,
        detail: `${invariant} ${detail}`,
      }))
  );
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

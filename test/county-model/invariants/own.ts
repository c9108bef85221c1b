import { grouped } from '../../chaos/checker/grouped.ts';
import type { StoredEvent } from '../../chaos/checker/stored.ts';
import type { Fault, Seen } from '../seen.ts';

/** What somebody asks for, and what decides it. */
const REQUESTS = ['return', 'requestExtension', 'requestParking', 'claimDone'];
const DECISIONS = ['endorse', 'decline', 'grant', 'deny', 'uphold', 'pass', 'sendBack'];

/** Nobody has decided what they asked for, claimed or signed, told from the people whom the log names. */
export function ownFaults({ stored }: Seen): readonly Fault[] {
  return [...grouped(stored.events, ({ taskId }) => taskId)].flatMap(([taskId, log]) =>
    decidedThemselves(log).map((detail): Fault => ({ invariant: 'own', taskId, detail })),
  );
}

function decidedThemselves(log: readonly StoredEvent[]): readonly string[] {
  let asking: readonly string[] = [];
  return log.flatMap((event, n) => {
    const { type, revision } = event;
    const people = peopleOf(event);
    const isRuling = type === 'assign' && log[n - 1]?.state === 'open.returned';
    const own = people.filter((person) => asking.includes(person));
    const isDecision = isRuling || DECISIONS.includes(type);
    if (REQUESTS.includes(type)) asking = people;
    // A return that was signed is the signer's, too, until its ruling.
    else if (type === 'endorse' && event.state === 'open.returned') asking = [...asking, ...people];
    return isDecision && own.length > 0 ? [`${own.join()} decided by ${type} of revision ${revision}`] : [];
  });
}

function peopleOf({ actor }: StoredEvent): readonly string[] {
  const { person, forPerson } = JSON.parse(actor) as { person?: string; forPerson?: string };
  return [person, forPerson].filter((one) => one !== undefined);
}

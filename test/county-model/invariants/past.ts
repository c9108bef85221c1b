import { accountabilityOf } from '../../../src/tasks/view/accountability.ts';
import { grouped } from '../../chaos/checker/grouped.ts';
import type { Fault, Seen } from '../seen.ts';

/** How many instants of the past are asked about after each command, the newest of them and some of the others. */
const ASKED = 12;

/** Whatever the directory has become since: who answered then, answered then. */
export function pastFaults({ stored, directory, witnesses, now }: Seen): readonly Fault[] {
  const events = grouped(stored.events, ({ taskId }) => taskId);
  const stride = Math.max(1, Math.floor(witnesses.length / ASKED));
  return witnesses
    .filter((_, n) => n % stride === 0)
    .flatMap(({ taskId, at, person }): Fault[] => {
      const changes = (events.get(taskId) ?? []).map(({ owner, at: since, revision, type }) => ({
        owner,
        at: since,
        broughtBy: { revision, type, title: { zh: type, en: type } },
      }));
      const spans = accountabilityOf(changes, directory, { task: taskId, until: now });
      const found = spans.find(({ from, until }) => from <= at && at < until)?.person.id;
      if (found === person) return [];
      const detail = `at ${at} it was ${person}, now it is told that it was ${found ?? 'nobody'}`;
      return [{ invariant: 'past', taskId, detail }];
    });
}

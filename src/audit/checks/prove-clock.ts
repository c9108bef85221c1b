import type { Calendar } from '../../calendar/calendar.ts';
import { clockLedger } from '../../calendar/clock/clock-ledger.ts';
import { clockSpans } from '../../calendar/clock/clock-spans.ts';
import { workingMinutesBetween } from '../../calendar/working-time.ts';
import { isClockParty } from '../../vocabulary/clock-party.ts';
import type { StoredEvent, StoredTask } from '../history.ts';
import type { CounterExample } from '../rules.ts';

/** What proving a clock came to: the working minutes that have a party, or where that fails. */
export type ProvedClock = { readonly minutes: number } | { readonly fault: CounterExample };

/**
 * Proves the clock ledger of a task from the first event that has one: at every instant until it closed, or now, one
 * known party has the clock, and their working minutes are those that elapsed. Workflows without a clock have nothing
 * to prove; what was written before the ledger is left to the fold.
 */
export function proveClock(
  { id, closedAt }: Pick<StoredTask, 'id' | 'closedAt'>,
  log: readonly StoredEvent[],
  calendar: Calendar,
  now: string,
): ProvedClock {
  const events = log.slice(log.findIndex(({ clock }) => clock !== null));
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined || first.clock === null) return { minutes: 0 };
  const fault = (revision: number, expected: string, found: string): ProvedClock => ({
    fault: { rule: 'clock-sums', taskId: id, revision, expected, found },
  });
  for (const { clock, revision } of events) {
    if (revision === last.revision && closedAt !== null) continue;
    if (!isClockParty(clock)) return fault(revision, 'one party that has the clock', clock ?? 'nobody');
  }
  const until = closedAt ?? (last.at < now ? now : last.at);
  const spans = clockSpans(
    events.map(({ at, clock }) => ({ at, party: isClockParty(clock) ? clock : null })),
    until,
  );
  const { minutes } = clockLedger(calendar, spans);
  const attributed = Object.values(minutes).reduce((sum, own) => sum + own, 0);
  const elapsed = workingMinutesBetween(calendar, first.at, until);
  if (attributed === elapsed) return { minutes: attributed };
  return fault(last.revision, `${elapsed} working minutes, as many as elapsed`, `${attributed} attributed`);
}

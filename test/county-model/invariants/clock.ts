import { clockLedger } from '../../../src/calendar/clock/clock-ledger.ts';
import { CLOCK_PARTIES, type ClockParty } from '../../../src/vocabulary/clock-party.ts';
import { grouped } from '../../chaos/checker/grouped.ts';
import type { StoredEvent, StoredTask } from '../../chaos/checker/stored.ts';
import { plainCalendar } from '../plain-calendar.ts';
import type { Fault, Seen } from '../seen.ts';

/** States in which nobody has the clock of a task that keeps one. */
const SILENT = ['struckOff', 'withdrawn', 'finished', 'returned', 'recalled'];

/** From its first event until it has ended, one party has the clock; together they have had every working minute. */
export function clockFaults({ stored, calendar, now }: Seen): readonly Fault[] {
  const events = grouped(stored.events, ({ taskId }) => taskId);
  return stored.tasks.flatMap((task): Fault[] => {
    const log = events.get(task.id) ?? [];
    // A notice takes nobody's clock: it is its task that is late.
    if (task.workflow === 'supervision-notice') return [];
    const fault = (detail: string): Fault => ({ invariant: 'clock', taskId: task.id, detail });
    const unowned = log.find(({ clock, state }) => isParty(clock) === SILENT.includes(state));
    if (unowned !== undefined) {
      return [
        fault(`revision ${unowned.revision}: ${unowned.clock ?? 'nobody'} has the clock in ${unowned.state}`),
      ];
    }
    if (task.clock !== log.at(-1)?.clock)
      return [fault(`its row says ${task.clock}, its log ${log.at(-1)?.clock}`)];
    return sumFaults(task, log, { calendar, now }).map(fault);
  });
}

function isParty(clock: string | null): clock is ClockParty {
  return clock !== null && clock in CLOCK_PARTIES;
}

function sumFaults(
  task: StoredTask,
  log: readonly StoredEvent[],
  { calendar, now }: Pick<Seen, 'calendar' | 'now'>,
): readonly string[] {
  const plain = plainCalendar(calendar);
  const minutesBy = (at: string) => plain.minutesBy(Date.parse(at));
  const spans = log.flatMap(({ clock, at }, n) =>
    isParty(clock) ? [{ party: clock, from: at, to: log[n + 1]?.at ?? task.closedAt ?? now }] : [],
  );
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return ['nobody ever had the clock'];
  const ledger = clockLedger(calendar, spans);
  const elapsed = minutesBy(last.to) - minutesBy(first.from);
  const sum = Object.values(ledger.minutes).reduce((all, minutes) => all + minutes, 0);
  const wrong = Object.entries(ledger.minutes).flatMap(([party, minutes]) => {
    const expected = spans
      .filter((span) => span.party === party)
      .reduce((all, { from, to }) => all + minutesBy(to) - minutesBy(from), 0);
    return expected === minutes ? [] : [`${party} had ${expected} minutes, ${minutes} are told`];
  });
  return [
    ...wrong,
    ...(sum === elapsed ? [] : [`the parties' minutes are ${sum}, ${elapsed} have passed`]),
    ...(ledger.totalMinutes === elapsed
      ? []
      : [`${ledger.totalMinutes} minutes are told, ${elapsed} have passed`]),
  ];
}

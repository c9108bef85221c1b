import { grouped } from '../../chaos/checker/grouped.ts';
import type { StoredEvent, StoredTask } from '../../chaos/checker/stored.ts';
import { type PlainCalendar, plainCalendar } from '../plain-calendar.ts';
import type { Fault, Seen } from '../seen.ts';

type Limit = { readonly workingDays: number } | { readonly workingHours: number } | { readonly date: string };

interface Facts {
  readonly matter: { readonly limit: Limit };
}

/** What a due date is counted from, as the log tells it. */
interface Basis {
  readonly from: number;
  readonly limit: Limit;
  /** Working minutes for which the clock stood still. */
  readonly credited: number;
  /** Since when it stands still, or would have to be credited, should the first dispatch stand. */
  readonly since: number;
  /** Date of the extension that was asked for last. */
  readonly until: string;
  /** Until when the task force had to decide what came to it last. */
  readonly decideBy: number;
}

/** The due date of an open reform task follows from its log: dispatch, limit, extensions, credited time, calendar. */
export function dueFaults({ stored, calendar, calendars, isWorkedOff }: Seen): readonly Fault[] {
  // Whoever has not heard of a new calendar yet still goes by the old one.
  if (!isWorkedOff) return [];
  const events = grouped(stored.events, ({ taskId }) => taskId);
  const then = (ms: number) =>
    plainCalendar(calendars.findLast(({ from }) => Date.parse(from) <= ms)?.calendar ?? calendar);
  return stored.tasks
    .filter(({ workflow, closed }) => workflow === 'reform-task' && !closed)
    .flatMap((task): Fault[] => {
      const basis = basisOf(task, events.get(task.id) ?? [], then);
      const expected = dueOf(task, basis, plainCalendar(calendar));
      if (expected === undefined || expected === task.dueAt) return [];
      const detail = `in ${task.state} it is due at ${task.dueAt}, from its facts at ${expected}`;
      return [{ invariant: 'due', taskId: task.id, detail }];
    });
}

/** Undefined where the due date is not the unit's but the task force's own limit. */
function dueOf(
  { state }: StoredTask,
  basis: Basis | undefined,
  plain: PlainCalendar,
): string | null | undefined {
  if (['routing', 'triage', 'assigning'].includes(state)) return undefined;
  if (basis === undefined || !state.startsWith('open.')) return null;
  return new Date(plain.after(runOut(plain, basis.from, basis.limit), basis.credited)).toISOString();
}

function basisOf(
  { context }: StoredTask,
  log: readonly StoredEvent[],
  then: (ms: number) => PlainCalendar,
): Basis | undefined {
  const { limit } = (context as Facts).matter;
  let basis: Basis | undefined;
  let before = '';
  for (const event of log) {
    basis = after(basis, event, before, limit, then);
    before = event.state;
  }
  return basis;
}

function after(
  basis: Basis | undefined,
  { type, state, at, data }: StoredEvent,
  before: string,
  limit: Limit,
  then: (ms: number) => PlainCalendar,
): Basis | undefined {
  const ms = Date.parse(at);
  if (type === 'routed') return { from: ms, limit, credited: 0, since: ms, until: '', decideBy: ms };
  if (basis === undefined) return undefined;
  if (type === 'requestExtension') return { ...basis, until: (JSON.parse(data) as { until: string }).until };
  if (type === 'decisionLimitSet') {
    return { ...basis, decideBy: Date.parse((JSON.parse(data) as { dueAt: string }).dueAt) };
  }
  // What a review takes within its limit is the unit's time, and what it takes beyond that is not.
  if (type === 'sendBack' && state === 'resuming') return { ...basis, since: basis.decideBy };
  const isDecision = type === 'grant' || type === 'endorse';
  if (isDecision && before.startsWith('open.working.extending') && !state.includes('extending')) {
    return { ...basis, limit: { date: basis.until }, credited: 0 };
  }
  if ((state === 'parked' && before !== 'parked') || (state === 'open.returned' && isReturn(type))) {
    return { ...basis, since: ms };
  }
  if (type !== 'deadlineSet') return basis;
  const plain = then(ms);
  const stood = plain.minutesBy(ms) - plain.minutesBy(basis.since);
  return { ...basis, credited: basis.credited + stood };
}

function isReturn(type: string): boolean {
  return type === 'return' || type === 'endorse' || type === 'requestAssessed';
}

function runOut(plain: PlainCalendar, from: number, limit: Limit): number {
  if ('date' in limit) return plain.closing(limit.date);
  return 'workingDays' in limit
    ? plain.endOfDays(from, limit.workingDays)
    : plain.after(from, limit.workingHours * 60);
}

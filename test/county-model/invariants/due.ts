import { grouped } from '../../chaos/grouped.ts';
import type { StoredEvent, StoredTask } from '../../chaos/stored.ts';
import { type PlainCalendar, plainCalendar } from '../plain-calendar.ts';
import type { Fault, Seen } from '../seen.ts';

type Limit = { readonly workingDays: number } | { readonly workingHours: number } | { readonly date: string };

interface Facts {
  readonly deadline: {
    readonly limit: Limit;
    readonly suspendedMinutes: number;
  } | null;
}

/**
 * The due date of an open reform task follows from the limit that counts, the dispatch that binds it and the minutes
 * for which its clock stood still.
 */
export function dueFaults({ stored, calendar }: Seen): readonly Fault[] {
  const events = grouped(stored.events, ({ taskId }) => taskId);
  const plain = plainCalendar(calendar);
  return stored.tasks
    .filter(({ workflow, state }) => workflow === 'reform-task' && state.startsWith('open.'))
    .flatMap((task): Fault[] => {
      const expected = dueOf(task, events.get(task.id) ?? [], plain);
      if (expected === task.dueAt) return [];
      return [
        {
          invariant: 'due',
          taskId: task.id,
          detail: `it is due at ${task.dueAt}, from its facts at ${expected}`,
        },
      ];
    });
}

function dueOf({ context }: StoredTask, log: readonly StoredEvent[], plain: PlainCalendar): string | null {
  const { deadline } = context as Facts;
  const dispatched = log.findLast(({ type }) => type === 'routed');
  if (dispatched === undefined || deadline === null) return null;
  const end = runOut(plain, Date.parse(dispatched.at), deadline.limit);
  return new Date(plain.after(end, deadline.suspendedMinutes)).toISOString();
}

function runOut(plain: PlainCalendar, from: number, limit: Limit): number {
  if ('date' in limit) return plain.closing(limit.date);
  return 'workingDays' in limit
    ? plain.endOfDays(from, limit.workingDays)
    : plain.after(from, limit.workingHours * 60);
}

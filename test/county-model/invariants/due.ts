import { grouped } from '../../chaos/grouped.ts';
import type { StoredEvent, StoredTask } from '../../chaos/stored.ts';
import { type PlainCalendar, plainCalendar } from '../plain-calendar.ts';
import type { Fault, Seen } from '../seen.ts';

type Limit = { readonly workingDays: number } | { readonly workingHours: number } | { readonly date: string };

interface Facts {
  readonly matter: { readonly limit: Limit };
}

/** The due date of an open reform task follows from its limit and the dispatch that binds it. */
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
  const { limit } = (context as Facts).matter;
  const dispatched = log.findLast(({ type }) => type === 'routed');
  if (dispatched === undefined) return null;
  return new Date(runOut(plain, Date.parse(dispatched.at), limit)).toISOString();
}

function runOut(plain: PlainCalendar, from: number, limit: Limit): number {
  if ('date' in limit) return plain.closing(limit.date);
  return 'workingDays' in limit
    ? plain.endOfDays(from, limit.workingDays)
    : plain.after(from, limit.workingHours * 60);
}

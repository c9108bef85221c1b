import type { z } from 'zod';
import type { calendarChangeSchema } from '../../../src/calendar/change/calendar-change.ts';
import { isoOf } from '../../../src/platform/clock.ts';
import { send } from './answered.ts';
import { nth, type Outcome, type Step, step } from './step.ts';

const ADMIN = '330523-TF/AD';
const DAY_MS = 86_400_000;

type Operation = z.input<typeof calendarChangeSchema>['operations'][number];

/** The county makes a day ahead a day off or a working day, perhaps at hours of its own, or takes that back. */
export function changeCalendar(kind: number, days: number): Step {
  return step('changeCalendar', [kind, days], async (world): Promise<Outcome> => {
    const own = nth(world.door.deps.county.calendar().countyDays, kind);
    const date = isoOf(world.now() + (1 + days) * DAY_MS).slice(0, 10);
    const operation: Operation =
      own !== undefined && kind % 4 === 0
        ? { op: 'removeCountyDay', date: own.date }
        : { op: 'setCountyDay', day: countyDay(date, kind) };
    return send(world, operation.op, () =>
      world.post(ADMIN, '/api/v1/calendar/changes', { reason: '县里调整', operations: [operation] }),
    );
  });
}

function countyDay(date: string, kind: number): Extract<Operation, { op: 'setCountyDay' }>['day'] {
  switch (kind % 3) {
    case 0:
      return { date, kind: 'holiday', name: '县庆放假' };
    case 1:
      return { date, kind: 'workday', name: '抗台值守' };
    default:
      return { date, kind: 'workday', name: '半日学习', hours: [{ from: '08:30', to: '12:00' }] };
  }
}

import type { Task } from '../../engine/steps/task.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import { selectClockLogs } from '../store/overdue/select-clock-logs.ts';
import { eventTitle } from '../view/event-titles.ts';
import type { Sources } from '../view/sources.ts';
import { type ClockAccount, clockAccount, type LogLine } from './clock-account.ts';

/** The clock of a task at a moment. */
export interface TaskClock extends ClockAccount {
  readonly task: string;
  readonly asOf: string;
  readonly closed: boolean;
}

/**
 * The clock of a task that the reader may see, now or as it stood at a past moment (ISO instant). Throws
 * `query-invalid` for a moment outside of the task's life.
 */
export async function readTaskClock(
  { database, county, clock }: Sources,
  {
    id,
    definition,
    parent,
    closedAt,
    snapshot,
  }: Pick<Task, 'id' | 'definition' | 'parent' | 'closedAt' | 'snapshot'>,
  asked?: string,
): Promise<TaskClock> {
  const now = isoOf(clock());
  const asOf = asked === undefined ? undefined : isoOf(Date.parse(asked));
  const rows = await selectClockLogs(
    database,
    [id],
    asOf ?? 'infinity',
    readingsOf(definition).clock?.details,
  );
  const last = rows.at(-1)?.at;
  if (last === undefined || (asOf !== undefined && asOf > now)) {
    throw new Problem(
      'query-invalid',
      {
        zh: `asOf=${String(asked)}：应为立项之后、此刻（${countyMinuteOf(now)}）之前的时刻。`,
        en: `asOf=${String(asked)}: expected an instant between the registration of the task and now (${countyMinuteOf(now)}).`,
      },
      { parameter: 'asOf' },
    );
  }
  const closed = closedAt !== null && last >= closedAt;
  const lines = rows.map(
    (row): LogLine => ({
      event: row,
      owner: row.owner,
      title: eventTitle(definition, row.type, parent),
    }),
  );
  const account = clockAccount(lines, {
    task: id,
    definition,
    context: snapshot.context,
    // A process whose clock is behind must not see a task end before its last event.
    until: closed ? last : ([asOf ?? now, last].toSorted()[1] ?? last),
    calendar: county.calendar(),
    directory: county.directory(),
  });
  return { task: id, asOf: asOf ?? now, closed, ...account };
}

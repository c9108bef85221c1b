import type { Calendar } from '../../calendar/calendar.ts';
import type { Grouping } from '../../contract/overdue.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { isoOf } from '../../platform/clock.ts';
import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import { type ClockLogs, readClockLogs, readClockLogsUntil } from '../clock/read-clock-logs.ts';
import type { ReadScope } from '../lists/read-scope.ts';
import { recentCounts } from '../lists/recent-counts.ts';
import type { ListedRow } from '../store/lists/listed-row.ts';
import type { DuePosition } from '../store/lists/select-tasks.ts';
import {
  countOverdue,
  lateWith,
  type OverdueCount,
  selectLate,
  selectOverdue,
} from '../store/overdue/select-overdue.ts';
import { countOverdueAsOf, selectOverdueAsOf } from '../store/overdue/select-overdue-as-of.ts';
import type { Sources } from '../view/sources.ts';
import { keyInLog, tally, unitOfSeat } from './overdue-groups.ts';
import { type LateFactsById, readLateFacts } from './read-late-facts.ts';

/**
 * By rung and by party late tasks are counted from their logs, which no index holds: at most so many of them, the
 * longest late first.
 */
export const MOST_LOOKED_INTO = 1_000;

/** Late tasks under their keys in a grouping. */
export interface LateCounts {
  readonly counts: readonly OverdueCount[];
  readonly total: number;
  /** How many of them the counts are of. */
  readonly grouped: number;
  /** ISO instant at which they were counted. */
  readonly at: string;
}

/** What the reasons of late tasks are derived from, beside their rows. */
export interface KnownOfLate {
  readonly logs: ClockLogs;
  readonly facts: LateFactsById;
}

/** The tasks that are late at a moment among those a reader may see. */
export interface LateTasks {
  /** The longest late first, after a position. */
  readonly page: (limit: number, after: DuePosition | undefined) => Promise<readonly ListedRow[]>;
  /** What is known of some of them. */
  readonly known: (rows: readonly ListedRow[]) => Promise<KnownOfLate>;
  readonly count: (by: Grouping) => Promise<LateCounts>;
}

/** What is asked of a moment. */
interface Asked {
  /** ISO instant. */
  readonly moment: string;
  readonly units: readonly string[] | undefined;
  readonly workflows: readonly string[] | undefined;
  readonly scope: ReadScope;
}

/** What is late now: found and counted in the index alone. */
export function lateNow(sources: Sources, { moment: now, units, workflows, scope }: Asked): LateTasks {
  const { database, county } = sources;
  const selection = { now, units, workflows, scope };
  const recent = (by: Grouping, take: () => Promise<readonly OverdueCount[]>) =>
    recentCounts(sources, JSON.stringify([by, units, workflows, scope]), take);
  const byColumn = (by: 'unit' | 'seat') =>
    recent(by, () => countOverdue(database, selection, by === 'unit' ? 'unit' : 'owner'));
  return {
    page: (limit, after) => selectOverdue(database, selection, limit, after),
    async known(rows) {
      const [logs, facts] = await Promise.all([readClockLogs(sources, rows), readLateFacts(sources, rows)]);
      return { logs, facts };
    },
    async count(by) {
      if (by === 'unit' || by === 'seat') {
        const { counts, at } = await byColumn(by);
        return { counts, total: sumOf(counts), grouped: sumOf(counts), at: isoOf(at) };
      }
      const { counts, at } = await recent(by, async () => {
        const rows = await selectLate(database, selection, MOST_LOOKED_INTO);
        return countInLogs(rows, by, await readClockLogs(sources, rows), now, county.calendar());
      });
      const grouped = sumOf(counts);
      // More may be late than were looked into.
      const total = grouped < MOST_LOOKED_INTO ? grouped : sumOf((await byColumn('unit')).counts);
      return { counts, total: Math.max(total, grouped), grouped, at: isoOf(at) };
    },
  };
}

/** What was late at a past moment, read off the log: every task that was open then is looked at. */
export function lateThen(sources: Sources, { moment, units, workflows, scope }: Asked): LateTasks {
  const { database, county, clock } = sources;
  const directory = county.directory();
  const owners = units?.flatMap((unit) => seatsOf(unit, directory));
  const selection = { asOf: moment, owners, workflows, scope };
  const oldest = async (limit: number, after: DuePosition | undefined) => {
    const rows = await selectOverdueAsOf(database, selection, limit, after);
    return rows.map((row) => ({ ...row, unit: unitOfSeat(row.owner, directory) }));
  };
  return {
    page: oldest,
    // What a task remembers now does not say what was known then.
    known: async (rows) => ({ logs: await readClockLogsUntil(sources, rows, moment), facts: new Map() }),
    async count(by) {
      const at = isoOf(clock());
      const bySeat = await countOverdueAsOf(database, selection);
      const total = sumOf(bySeat);
      if (by === 'seat') return { counts: bySeat, total, grouped: total, at };
      if (by === 'unit') {
        const counts = tally(
          bySeat.map((count) => ({ ...count, key: unitOfSeat(count.key ?? '', directory) })),
        );
        return { counts, total, grouped: total, at };
      }
      const rows = await oldest(MOST_LOOKED_INTO, undefined);
      const logs = await readClockLogsUntil(sources, rows, moment);
      const counts = countInLogs(rows, by, logs, moment, county.calendar());
      return { counts, total, grouped: sumOf(counts), at };
    },
  };
}

/** Counts rows at hand, with their logs. */
export function countRows(
  rows: readonly Pick<ListedRow, 'id' | 'unit' | 'owner' | 'attention' | 'due_at' | 'late_at'>[],
  by: Grouping,
  logs: ClockLogs,
  moment: string,
  calendar: Calendar,
): readonly OverdueCount[] {
  if (by === 'rung' || by === 'party') return countInLogs(rows, by, logs, moment, calendar);
  return countBy(rows, (row) => lateWith(row)[by], moment);
}

function countInLogs(
  rows: readonly Pick<ListedRow, 'id' | 'late_at'>[],
  by: 'rung' | 'party',
  logs: ClockLogs,
  moment: string,
  calendar: Calendar,
): readonly OverdueCount[] {
  return countBy(rows, ({ id }) => keyInLog(by, logs.get(id) ?? [], moment, calendar), moment);
}

function countBy<Row extends Pick<ListedRow, 'late_at'>>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
  moment: string,
): readonly OverdueCount[] {
  return tally(rows.map((row) => ({ key: keyOf(row), n: 1, oldest: row.late_at ?? new Date(moment) })));
}

/** The seats that answer for a unit's tasks; those of no unit are on the duty seat, which is the task force's. */
function seatsOf(unit: string, directory: Directory): readonly string[] {
  const seats = indexDirectory(directory).seatsOf.get(unit) ?? [];
  return seats.map(({ id }) => id).filter((id) => id !== DUTY_SEAT);
}

function sumOf(counts: readonly OverdueCount[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}

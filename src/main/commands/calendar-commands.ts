import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { workflows } from '../../../workflows/index.ts';
import { type CalendarDesk, importCalendar } from '../../app/county/change-calendar.ts';
import { calendarDocumentSchema } from '../../calendar/change/change-from-document.ts';
import { loadCalendar } from '../../calendar/load-calendar.ts';
import { calendarRegister } from '../../calendar/store/calendar-register.ts';
import type { CalendarPlanView } from '../../contract/county/calendar-plan.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { isoOf } from '../../platform/clock.ts';
import { readYamlBy } from '../../platform/config/read-yaml.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Refusal } from '../../register/refusal.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { type Arguments, type Command, conflictLines, print, userHere } from './command.ts';
import { type LedgerAtHand, withLedger } from './with-ledger.ts';

/** Commands that change the working calendar from a file; a preview and the real thing. */
export const calendarCommands: Readonly<Record<string, Command>> = {
  'calendar preview': {
    zh: '日历变更试算：--file 为年度（2027.yaml）、本县调整、办公时间、导出的日历或变更',
    en: 'which deadlines a FILE would move: a year, county days, office hours, an exported calendar or a change set',
    operands: 'FILE',
    options: ['json', 'file', 'reason', 'accept-past'],
    run: (given) => withLedger((ledger) => changeFrom(ledger, given, { make: false })),
  },
  'calendar apply': {
    zh: '日历变更：按 --file 变更工作日历并逐件通知在办任务，有冲突则不变更',
    en: 'change the calendar by a FILE, as a whole or, where there is a conflict, not at all',
    operands: 'FILE',
    options: ['json', 'file', 'reason', 'accept-past'],
    run: (given) => withLedger((ledger) => changeFrom(ledger, given, { make: true })),
  },
  'calendar export': {
    zh: '导出现行日历（YAML），改后可用 calendar apply 导入',
    en: 'print the calendar in force as YAML; edited, it can be applied',
    options: ['json'],
    run: ({ json }) =>
      withLedger(async ({ pool, config }) => {
        const { years, officeHours, countyDays } = await calendarAtHand(pool, config);
        const content = { years, officeHours, countyDays };
        print(json, content, [stringify(content, { lineWidth: 0 }).trimEnd()]);
        return 0;
      }),
  },
};

async function changeFrom(
  ledger: LedgerAtHand,
  { operands: [operand], file = operand, json, reason, 'accept-past': acceptPast }: Arguments,
  { make }: { readonly make: boolean },
): Promise<number> {
  if (file === undefined)
    throw new UsageFault('expected a file, e.g. onedoor calendar preview --file 2027.yaml');
  const { value: document } = readYamlBy(file, calendarDocumentSchema);
  const desk = await openDesk(ledger);
  const { version } = desk.calendars.latest();
  const dryRun = !make;
  try {
    const by = userHere();
    const view = await importCalendar(desk, document, { reason, acceptPast }, { by, dryRun });
    if (view === undefined) {
      const unchanged = { dryRun, made: false, version, operations: [] };
      print(json, unchanged, [`Version ${version} says so already: nothing to change.`]);
    } else {
      print(json, view, linesOf(view));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'calendar-conflict') throw error;
    const { conflicts = [] } = error.extras as { readonly conflicts?: readonly Refusal[] };
    print(json, { dryRun, made: false, version, conflicts }, [
      ...conflictLines(conflicts),
      `${conflicts.length} conflict(s): nothing was changed.`,
    ]);
    return 1;
  }
}

/** What a change is held against; an empty database gets the calendar of the files, as a first start does. */
async function openDesk({ pool, config }: LedgerAtHand): Promise<CalendarDesk> {
  const clock = Date.now;
  const seed = await loadCalendar(resolve(config.calendarDir));
  await seedRegister(calendarRegister, pool, seed, { by: 'onedoor', at: isoOf(clock()) });
  const calendars = watchRegister(calendarRegister, pool, { now: clock });
  await calendars.current();
  return { pool, clock, calendars, engine: { registry: createRegistry(workflows) } };
}

function linesOf({ reason, operations, version, made, deadlines }: CalendarPlanView): string[] {
  const { open, moved, settled, unsettled, unchanged } = deadlines;
  return [
    `${reason}: ${operations.length} operation(s)`,
    ...moved.tasks.map(({ number, unit, dueAt, newDueAt, provisional }) => {
      const uncertain = provisional ? '（暂定 provisional）' : '';
      return `→ ${number} ${unit ?? ''} ${countyMinuteOf(dueAt)} → ${countyMinuteOf(newDueAt)}${uncertain}`;
    }),
    `${open} open deadline(s): ${moved.count} move, ${settled.count} become certain, ${unsettled.count} become provisional, ${unchanged} stay.`,
    made
      ? `Version ${version} is in force; workers tell the open tasks.`
      : 'Nothing was changed: this is what it would do.',
  ];
}

import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { workflows } from '../../../workflows/index.ts';
import { calendarPlanView } from '../../app/county/calendar-plan-view.ts';
import { calendarDocumentSchema, changeFromDocument } from '../../calendar/change/change-from-document.ts';
import { planCalendarChange } from '../../calendar/change/plan-calendar-change.ts';
import { loadCalendar } from '../../calendar/load-calendar.ts';
import { calendarRegister } from '../../calendar/store/calendar-register.ts';
import type { CalendarPlanView } from '../../contract/calendar-plan.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { readYamlBy } from '../../platform/config/read-yaml.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { changeRegister } from '../../register/change-register.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { previewDeadlines } from '../../tasks/clock/preview-deadlines.ts';
import { countyDayOf, countyMinuteOf } from '../../vocabulary/county-day.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { type Arguments, type Command, print } from './command.ts';
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
  { pool, config }: LedgerAtHand,
  { operands: [operand], file = operand, json, ...options }: Arguments,
  { make }: { readonly make: boolean },
): Promise<number> {
  if (file === undefined)
    throw new UsageFault('expected a file, e.g. onedoor calendar preview --file 2027.yaml');
  const at = new Date().toISOString();
  // What a first start does too: an empty database has the calendar of the files.
  await seedRegister(calendarRegister, pool, await loadCalendar(resolve(config.calendarDir)), {
    by: 'onedoor',
    at,
  });
  const watch = watchRegister(calendarRegister, pool, { now: Date.now });
  const { version, calendar } = await watch.current();
  const { reason, 'accept-past': acceptPast } = options;
  const { value: document } = readYamlBy(file, calendarDocumentSchema);
  const change = changeFromDocument(calendar, document, { reason, acceptPast });
  if (change === undefined) {
    const unchanged = { dryRun: !make, made: false, version, operations: [] };
    print(json, unchanged, [`Version ${version} says so already: nothing to change.`]);
    return 0;
  }
  const today = countyDayOf(at);
  const dry = planCalendarChange(calendar, change, today);
  if (dry.conflicts.length > 0) {
    print(json, { dryRun: !make, made: false, version, conflicts: dry.conflicts }, [
      ...dry.conflicts.map(({ operation, message }) => {
        const place = operation === undefined ? '' : ` operations[${operation}]`;
        return `✗${place} ${message.zh} / ${message.en}`;
      }),
      `${dry.conflicts.length} conflict(s): nothing was changed.`,
    ]);
    return 1;
  }
  const signature = { by: `command:${userInfo().username}`, at, today };
  const plan = make
    ? await changeRegister(calendarRegister, { pool, watch }, change, signature)
    : { ...dry, version };
  const by = { database: pool, registry: createRegistry(workflows) };
  const view = calendarPlanView(plan, await previewDeadlines(by, plan.after), {
    made: make,
    version: plan.version,
  });
  print(json, view, linesOf(view));
  return 0;
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

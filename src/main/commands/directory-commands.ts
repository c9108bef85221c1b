import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { workflows } from '../../../workflows/index.ts';
import { planView } from '../../app/county/plan-view.ts';
import { type ChangePlan, planDirectoryChange } from '../../directory/change/plan-change.ts';
import type { PersonSeats } from '../../directory/change/seat-moves.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { dutyCategories } from '../../directory/files/taxonomy.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { changeRegister } from '../../register/change-register.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { planTermsOf } from '../../tasks/clock/plan-terms.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { loadTaxonomy } from '../opening/routing-files.ts';
import { type Arguments, type Command, print } from './command.ts';
import { readDirectoryChange } from './read-directory-change.ts';
import { type LedgerAtHand, withLedger } from './with-ledger.ts';

/** Commands that change who sits where, from a file; a dry run and the real thing. */
export const directoryCommands: Readonly<Record<string, Command>> = {
  'directory plan': {
    zh: '目录变更试算：FILE 为变更（.yaml）、导出的目录（.json）或岗位台账（.csv）',
    en: 'what a FILE would change: a change set (.yaml), an exported directory (.json) or a ledger of seats (.csv)',
    operands: 'FILE',
    options: ['json', 'reason', 'accept-gaps'],
    run: (given) => withLedger((ledger) => changeFrom(ledger, given, { make: false })),
  },
  'directory apply': {
    zh: '目录变更：按 FILE 变更组织目录，有冲突则不变更',
    en: 'change the directory by a FILE, as a whole or, where there is a conflict, not at all',
    operands: 'FILE',
    options: ['json', 'reason', 'accept-gaps'],
    run: (given) => withLedger((ledger) => changeFrom(ledger, given, { make: true })),
  },
};

async function changeFrom(
  { pool, config }: LedgerAtHand,
  { operands: [file], json, ...options }: Arguments,
  { make }: { readonly make: boolean },
): Promise<number> {
  if (file === undefined) throw new UsageFault('expected a file, e.g. onedoor directory plan change.yaml');
  const at = new Date().toISOString();
  const taxonomy = loadTaxonomy();
  // What a first start does too: an empty database has the directory of the files.
  await seedRegister(directoryRegister, pool, loadDirectory(resolve(config.directoryDir), taxonomy), {
    by: 'onedoor',
    at,
  });
  const watch = watchRegister(directoryRegister, pool, { now: Date.now });
  const directory = await watch.current();
  const { reason, 'accept-gaps': acceptGaps } = options;
  const change = await readDirectoryChange(file, directory, { at, reason, acceptGaps });
  if (change === undefined) {
    const unchanged = { dryRun: !make, made: false, version: directory.version, operations: [] };
    print(json, unchanged, [`Version ${directory.version} says so already: nothing to change.`]);
    return 0;
  }
  const sources = {
    database: pool,
    registry: createRegistry(workflows),
    directory,
    calendar: await calendarAtHand(pool, config),
    categories: dutyCategories(taxonomy),
  };
  const terms = await planTermsOf(sources, change, at);
  const dry = planDirectoryChange(directory, change, terms);
  const made = make && dry.conflicts.length === 0;
  const by = `command:${userInfo().username}`;
  const plan = made
    ? await changeRegister(directoryRegister, { pool, watch }, change, { ...terms, by })
    : dry;
  const view = planView(plan, { made });
  print(json, view, [
    ...linesOf(plan, made),
    ...(made ? view.keys.map(({ how }) => `→ ${how.zh} / ${how.en}`) : []),
  ]);
  return plan.conflicts.length === 0 ? 0 : 1;
}

function linesOf({ before, after, change, conflicts, gaps, ...plan }: ChangePlan, made: boolean): string[] {
  return [
    `${change.reason}: ${change.operations.length} operation(s) on version ${before.version}`,
    ...conflicts.map(({ operation, message }) => {
      const place = operation === undefined ? '' : ` operations[${operation}]`;
      return `✗${place} ${message.zh} / ${message.en}`;
    }),
    ...plan.seatsGained.flatMap((moved) => seatLines('+', moved)),
    ...plan.seatsLost.flatMap((moved) => seatLines('-', moved)),
    ...plan.amended.map(
      ({ seat, from, until, before: was, after: is }) =>
        `← ${seat} ${from} – ${until ?? ''} ${was?.name ?? ''} → ${is.name}（补登 recorded afterwards）`,
    ),
    ...gaps.map(({ unitName, day, fallsTo }) => `! ${day} ${unitName} 无人在岗，落到${fallsTo} / uncovered`),
    made
      ? `Version ${after.version} is in force.`
      : conflicts.length > 0
        ? `${conflicts.length} conflict(s): nothing was changed.`
        : 'Nothing was changed: this is what it would do.',
  ];
}

function seatLines(sign: '+' | '-', { person, seats }: PersonSeats): string[] {
  return seats.map(
    ({ seat, from, until, openTasks }) =>
      `${sign} ${person.name}（${person.id}） ${seat} ${from}${until === undefined ? '' : ` – ${until}`}，在办 ${openTasks} 件 open task(s)`,
  );
}

import { resolve } from 'node:path';
import { workflows } from '../../../workflows/index.ts';
import { changeDirectory, type DirectoryDesk } from '../../app/county/change-directory.ts';
import { importDirectory } from '../../app/county/import-directory.ts';
import type { PlanView } from '../../contract/county/directory-plan.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { dutyCategories } from '../../directory/files/taxonomy.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { isoOf } from '../../platform/clock.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { loadTaxonomy } from '../opening/routing-files.ts';
import { type Arguments, type Command, conflictLines, print, userHere } from './command.ts';
import { readDirectoryFile } from './read-directory-file.ts';
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
  ledger: LedgerAtHand,
  { operands: [file], json, reason, 'accept-gaps': acceptGaps }: Arguments,
  { make }: { readonly make: boolean },
): Promise<number> {
  if (file === undefined) throw new UsageFault('expected a file, e.g. onedoor directory plan change.yaml');
  const asked = await readDirectoryFile(file, { reason, acceptGaps });
  const desk = await openDesk(ledger);
  const by = userHere();
  const carryOut = (dryRun: boolean) =>
    'change' in asked
      ? changeDirectory(desk, asked.change, { by, dryRun })
      : importDirectory(desk, asked.document, { reason, acceptGaps }, { by, dryRun });
  const planned = await carryOut(true);
  const { version, operations, problems } = planned;
  if (operations.length === 0) {
    print(json, { ...planned, dryRun: !make }, [`Version ${version} says so already: nothing to change.`]);
    return 0;
  }
  const view = make && problems.length === 0 ? await carryOut(false) : planned;
  print(json, view, linesOf(view, version));
  return problems.length === 0 ? 0 : 1;
}

/** What a change is held against; an empty database gets the directory of the files, as a first start does. */
async function openDesk({ pool, config }: LedgerAtHand): Promise<DirectoryDesk> {
  const clock = Date.now;
  const taxonomy = loadTaxonomy();
  const seed = loadDirectory(resolve(config.directoryDir), taxonomy);
  await seedRegister(directoryRegister, pool, seed, { by: 'onedoor', at: isoOf(clock()) });
  const watch = watchRegister(directoryRegister, pool, { now: clock });
  await watch.current();
  const calendar = await calendarAtHand(pool, config);
  return {
    pool,
    clock,
    watch,
    engine: { registry: createRegistry(workflows) },
    county: { directory: () => watch.latest(), calendar: () => calendar },
    categories: dutyCategories(taxonomy),
  };
}

function linesOf(view: PlanView, planned: number): string[] {
  const { made, version, reason, operations, problems, gains, loses, gaps, amended, keys } = view;
  return [
    `${reason}: ${operations.length} operation(s) on version ${planned}`,
    ...conflictLines(problems),
    ...gains.flatMap((moved) => seatLines('+', moved)),
    ...loses.flatMap((moved) => seatLines('-', moved)),
    ...amended.map(
      ({ seat, from, until, before: was, after: is }) =>
        `← ${seat} ${from} – ${until ?? ''} ${was?.name ?? ''} → ${is.name}（补登 recorded afterwards）`,
    ),
    ...gaps.map(({ unitName, day, fallsTo }) => `! ${day} ${unitName} 无人在岗，落到${fallsTo} / uncovered`),
    made
      ? `Version ${version} is in force.`
      : problems.length > 0
        ? `${problems.length} conflict(s): nothing was changed.`
        : 'Nothing was changed: this is what it would do.',
    ...(made ? keys.map(({ how }) => `→ ${how.zh} / ${how.en}`) : []),
  ];
}

function seatLines(sign: '+' | '-', { person, seats }: PlanView['gains'][number]): string[] {
  return seats.map(
    ({ seat, from, until, openTasks }) =>
      `${sign} ${person.name}（${person.id}） ${seat} ${from}${until === undefined ? '' : ` – ${until}`}，在办 ${openTasks} 件 open task(s)`,
  );
}

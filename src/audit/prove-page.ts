import type pg from 'pg';
import type { Calendar } from '../calendar/calendar.ts';
import type { Directory } from '../directory/directory.ts';
import type { Clock } from '../platform/clock.ts';
import { isoOf } from '../platform/clock.ts';
import { routingLogOf } from '../tasks/precedents/routing-readings.ts';
import type { Accountability } from './accountability.ts';
import type { AnchorBuilder } from './anchor.ts';
import { proveChildren } from './checks/prove-children.ts';
import { proveClock } from './checks/prove-clock.ts';
import { type Proved, proveFold } from './checks/prove-fold.ts';
import { proveLog } from './checks/prove-log.ts';
import { proveRulings } from './checks/prove-rulings.ts';
import type { DefinitionBook } from './definition-book.ts';
import type { StoredEvent, StoredTask, TaskHistory } from './history.ts';
import type { CounterExample } from './rules.ts';
import { readPage } from './store/read-page.ts';
import { readRelatives } from './store/read-relatives.ts';

export interface ProofFigures {
  tasks: number;
  events: number;
  pendingEffects: number;
  /** Seats that were ever accountable, instants asked about, and those that fell to the duty seat. */
  seats: number;
  instants: number;
  onDutySeat: number;
  /** Working minutes that were found to have a party. */
  clockMinutes: number;
  /** Events from before the clock ledger, whose clocks nothing says. */
  beforeClock: number;
  violations: number;
  /** Faults of the past that were mended. */
  healed: number;
  /** Tasks with events of a workflow version whose machine is gone, by `workflow version`; only their log is proved. */
  notFolded: Record<string, number>;
  seconds: { read: number; chain: number; fold: number };
}

/** What goes through a whole run of the proof: the figures it adds to and what it proves against. */
export interface Run {
  readonly figures: ProofFigures;
  readonly accountability: Accountability;
  readonly book: DefinitionBook;
  readonly anchors: readonly AnchorBuilder[];
  readonly now: Clock;
  readonly calendar: Calendar | undefined;
  readonly directory: Directory;
  readonly chainOnly: boolean;
  readonly report: (fault: CounterExample | undefined) => void;
}

/** Proves the tasks of the page after an id, within one snapshot; answers with the id to go on after. */
export async function provePage(client: pg.ClientBase, after: string, run: Run): Promise<string | undefined> {
  const { seconds } = run.figures;
  let since = performance.now();
  const lap = (phase: keyof typeof seconds) => {
    const now = performance.now();
    seconds[phase] += (now - since) / 1_000;
    since = now;
  };
  const { tasks, histories, next } = await readPage(client, after);
  const folds: Proved[] = [];
  for await (const batch of histories) {
    lap('read');
    const now = isoOf(run.now());
    const sound = batch.filter((history) => proveSound(history, run, now));
    lap('chain');
    if (!run.chainOnly) {
      for (const history of batch) proveAccountable(history, run, now);
      for (const history of sound) folds.push(foldOne(history, run, now));
    }
    lap('fold');
  }
  if (!run.chainOnly) {
    await proveFamilies(client, tasks, folds, run);
    lap('read');
  }
  run.figures.tasks += tasks.length;
  return next;
}

/** Proves of a history what needs no machine. */
function proveSound(history: TaskHistory, run: Run, now: string): boolean {
  const { figures, anchors, report, directory, chainOnly, book } = run;
  const { task, events, effects } = history;
  figures.events += events.length;
  figures.pendingEffects += effects.length;
  for (const anchor of anchors) anchor.take(events);
  const fault =
    proveLog(history) ??
    (task === undefined || chainOnly
      ? undefined
      : (proveClockOf(task, events, run, now) ??
        proveRulings(task, events, directory, routingLogOf(book.latest(task.workflow)))));
  report(fault);
  return fault === undefined;
}

function proveClockOf(
  task: StoredTask,
  events: readonly StoredEvent[],
  { calendar, figures }: Run,
  now: string,
): CounterExample | undefined {
  if (calendar === undefined) return undefined;
  const proved = proveClock(task, events, calendar, now);
  if ('fault' in proved) return proved.fault;
  figures.clockMinutes += proved.minutes;
  return undefined;
}

function proveAccountable({ task, events }: TaskHistory, { accountability, report }: Run, now: string): void {
  if (task !== undefined) report(accountability.prove(task, events, now));
}

function foldOne(history: TaskHistory, { book, figures, report }: Run, now: string): Proved {
  const proved = proveFold(history, book, now);
  report(proved.fault);
  const { notFolded, beforeClock = 0 } = proved;
  figures.beforeClock += beforeClock;
  if (notFolded !== undefined) figures.notFolded[notFolded] = (figures.notFolded[notFolded] ?? 0) + 1;
  return proved;
}

async function proveFamilies(
  client: pg.ClientBase,
  tasks: readonly StoredTask[],
  folds: readonly Proved[],
  run: Run,
): Promise<void> {
  const folded = folds.filter((proved) => proved.folded);
  const spawned = folded.flatMap((proved) => proved.spawned);
  const parents = folded.map(({ taskId }) => taskId);
  const named = tasks.flatMap(({ parent }) => parent ?? []);
  const ids = [...new Set([...spawned.map(({ child }) => child), ...named])];
  const relatives = await readRelatives(client, ids, parents);
  for (const fault of proveChildren(new Set(parents), tasks, spawned, relatives)) run.report(fault);
}

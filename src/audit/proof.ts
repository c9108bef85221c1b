import type pg from 'pg';
import type { Calendar } from '../calendar/calendar.ts';
import { checkDirectory } from '../directory/check/check-directory.ts';
import type { Directory } from '../directory/directory.ts';
import type { WorkflowDefinition } from '../engine/definition/define.ts';
import { type GivenNumbers, readGivenNumbers } from '../engine/store/given-numbers.ts';
import { type Clock, isoOf } from '../platform/clock.ts';
import { createAccountability } from './accountability.ts';
import { type Anchor, createAnchorBuilder, SETTLED_MINUTES } from './anchor.ts';
import { createDefinitionBook } from './definition-book.ts';
import { type ProofFigures, provePage, type Run } from './prove-page.ts';
import type { CounterExample } from './rules.ts';
import { inSnapshot } from './store/in-snapshot.ts';
import { FIRST_ID } from './store/read-page.ts';

export interface ProofOptions {
  readonly now: Clock;
  /** By which working minutes are counted; without it their sums are not proved. */
  readonly calendar?: Calendar | undefined;
  /** Told after every page. */
  readonly onProgress?: (figures: ProofFigures) => void;
  /** Most counter-examples that are kept; all are counted. */
  readonly most?: number;
  /** Leaves out fold and accountability: a quick look whether anybody touched the log. */
  readonly chainOnly?: boolean;
  /** Anchors exported earlier, which the history must still agree with. */
  readonly anchors?: readonly Anchor[];
}

export interface Proof {
  readonly holds: boolean;
  readonly figures: ProofFigures;
  readonly counterExamples: readonly CounterExample[];
  /** What once did not hold and does again; counted apart, never forgotten. */
  readonly healed: readonly CounterExample[];
  /** The anchor to be kept outside of the database. */
  readonly anchor: Anchor;
  /** What became of each anchor that was handed in, in that order. */
  readonly anchors: readonly JudgedAnchor[];
}

/** An anchor that was kept, and whether the history still agrees with it. */
export interface JudgedAnchor {
  readonly anchor: Anchor;
  readonly holds: boolean;
}

/**
 * Proves the whole history, task by task in constant memory: log, chain, accountability, fold, clock, rulings, pending work, family.
 * `definitions` are the workflows in force and any earlier versions whose machines are kept.
 */
export async function proveAll(
  pool: pg.Pool,
  definitions: readonly WorkflowDefinition[],
  directory: Directory,
  options: ProofOptions,
): Promise<Proof> {
  const seconds = { read: 0, chain: 0, fold: 0 };
  const figures: ProofFigures = {
    tasks: 0,
    events: 0,
    pendingEffects: 0,
    seats: 0,
    instants: 0,
    onDutySeat: 0,
    clockMinutes: 0,
    beforeClock: 0,
    violations: 0,
    healed: 0,
    notFolded: {},
    seconds,
  };
  const counterExamples: CounterExample[] = [];
  const healed: CounterExample[] = [];
  const settled = createAnchorBuilder(isoOf(options.now() - SETTLED_MINUTES * 60_000));
  const demanded = (options.anchors ?? []).map((anchor) => ({
    anchor,
    builder: createAnchorBuilder(anchor.at),
  }));
  const run: Run = {
    figures,
    accountability: createAccountability(directory),
    book: createDefinitionBook(definitions),
    anchors: [settled, ...demanded.map(({ builder }) => builder)],
    now: options.now,
    calendar: options.calendar,
    directory,
    chainOnly: options.chainOnly ?? false,
    report: (fault) => {
      if (fault === undefined) return;
      if (fault.healed) figures.healed++;
      else figures.violations++;
      const kept = fault.healed ? healed : counterExamples;
      if (kept.length < (options.most ?? 20)) kept.push(fault);
    },
  };
  for (const { code, entry, id, value } of checkDirectory(directory)) {
    const expected = 'a directory without contradictions';
    const found = `${code}: ${entry} ${id} (${value})`;
    run.report({ rule: 'directory-sound', taskId: null, revision: null, expected, found });
  }
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    after = await inSnapshot(pool, (client) => provePage(client, after ?? FIRST_ID, run));
    Object.assign(figures, run.accountability.figures);
    options.onProgress?.(figures);
  }
  const numbers = await readGivenNumbers(pool);
  const anchors = demanded.map(({ anchor, builder }): JudgedAnchor => {
    const broken = compareAnchors(anchor, builder.anchor());
    run.report(broken);
    run.report(compareNumbers(anchor, numbers));
    return { anchor, holds: broken === undefined };
  });
  const anchor = { ...settled.anchor(), numbers };
  return { holds: figures.violations === 0, figures, counterExamples, healed, anchor, anchors };
}

/** A ledger that has counted less than an anchor says is older than it, and would give numbers twice. */
function compareNumbers({ at, numbers = {} }: Anchor, found: GivenNumbers): CounterExample | undefined {
  const behind = Object.entries(numbers).filter(([series, last]) => (found[series] ?? 0) < last);
  if (behind.length === 0) return undefined;
  const told = (given: GivenNumbers) =>
    behind.map(([series]) => `${series} ${given[series] ?? 0}`).join(', ');
  return {
    rule: 'numbers-go-on',
    taskId: null,
    revision: null,
    expected: `series counted to ${told(numbers)} or farther, as the anchor of ${at} says`,
    found: `${told(found)}: the ledger was restored from before; run onedoor restored`,
  };
}

function compareAnchors(expected: Anchor, found: Anchor): CounterExample | undefined {
  if (expected.root === found.root) return undefined;
  const tell = ({ tasks, events, root }: Anchor) =>
    `${tasks} tasks, ${events} events, root ${root} at ${expected.at}`;
  return { rule: 'anchor-holds', taskId: null, revision: null, expected: tell(expected), found: tell(found) };
}

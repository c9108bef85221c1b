import { isDeepStrictEqual } from 'node:util';
import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import { statePath } from '../../../src/engine/definition/offers.ts';
import { type AnswerTerms, checkResults } from './check-results.ts';
import { type FoldedTask, fold } from './fold.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import { placeOf, throughJson } from './place-of.ts';
import type { Stored, StoredEvent, StoredTask } from './stored.ts';
import type { Violation } from './violation.ts';

export interface LedgerTerms extends AnswerTerms {
  readonly definitions: readonly WorkflowDefinition[];
  /** Tasks for which some process logged the alarm of a parked effect. */
  readonly alarms: ReadonlySet<string>;
}

/** Checks the ledger by itself, after everything had time to come to rest: I3 to I7, I9 to I11. */
export function checkLedger(stored: Stored, terms: LedgerTerms): readonly Violation[] {
  const events = grouped(stored.events, ({ taskId }) => taskId);
  const definitions = new Map(terms.definitions.map((definition) => [definition.name, definition]));
  const violations: Violation[] = [];
  const folded = new Map<string, FoldedTask>();
  for (const task of stored.tasks) {
    const definition = definitions.get(task.workflow);
    if (definition === undefined) throw new Error(`The checker was not given the workflow ${task.workflow}.`);
    const folding = fold(task, events.get(task.id) ?? [], definition);
    if ('violation' in folding) violations.push(folding.violation);
    else {
      folded.set(task.id, folding.folded);
      const own = events.get(task.id) ?? [];
      violations.push(
        ...checkRow(task, folding.folded, definition, own.length),
        ...checkStamps(own, stored.nowMs),
      );
    }
  }
  const tasks = new Map(stored.tasks.map((task) => [task.id, task]));
  for (const taskId of events.keys()) {
    if (!tasks.has(taskId))
      violations.push({ invariant: 'I4', harm: 'broken', detail: `${taskId} has events and no row` });
  }
  const pending = new Map(stored.effects.map((effect) => [placeOf(effect), effect]));
  const ledger = { stored, tasks, events, pending, folded, definitions };
  return [...violations, ...checkPending(ledger, terms), ...checkResults(ledger, terms)];
}

function checkRow(
  task: StoredTask,
  { snapshot }: FoldedTask,
  definition: WorkflowDefinition,
  count: number,
): readonly Violation[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['revision', count, task.revision],
    ['state', statePath(snapshot.value), task.state],
    ['value', throughJson(snapshot.value), task.value],
    ['context', throughJson(snapshot.context), task.context],
    ['owner', definition.facets(snapshot.context, statePath(snapshot.value)).owner, task.owner],
    ['closed', snapshot.status === 'done', task.closed],
  ];
  return pairs
    .filter(([, expected, found]) => !isDeepStrictEqual(expected, found))
    .map(([name]) => ({
      invariant: 'I4',
      harm: 'broken',
      detail: `${task.id}: ${name} of the row is not the fold's`,
    }));
}

/** More than the clocks of processes drift apart, less than anybody sets one by. */
const DRIFT_MS = 10_000;

/** I11: no event says that it came before the one before it, or after the moment at which it is read. */
function checkStamps(events: readonly StoredEvent[], nowMs: number): readonly Violation[] {
  return events.flatMap(({ taskId, revision, type, at }, n): Violation[] => {
    const before = events[n - 1];
    const what = `${taskId}/${revision} ${type} at ${at}`;
    if (Date.parse(at) > nowMs + DRIFT_MS)
      return [{ invariant: 'I11', harm: 'broken', detail: `${what}: that time had not come` }];
    if (before === undefined || Date.parse(at) >= Date.parse(before.at) - DRIFT_MS) return [];
    return [
      { invariant: 'I11', harm: 'broken', detail: `${what}: before ${before.at} of the one before it` },
    ];
  });
}

/** I6: whatever is due is done; what is parked rang an alarm. And no row is there that no step asked for. */
function checkPending({ stored, folded }: Ledger, { alarms }: LedgerTerms): readonly Violation[] {
  return stored.effects.flatMap((effect): Violation[] => {
    const what = `${effect.name} at ${placeOf(effect)}`;
    const of = folded.get(effect.taskId);
    const asked = of?.asked.find((one) => placeOf(one) === placeOf(effect));
    if (of !== undefined && asked?.effect.name !== effect.name) {
      return [{ invariant: 'I7', harm: 'doubled', detail: `${what} was not asked for` }];
    }
    const timer = asked?.effect.timer;
    if (timer !== undefined && of?.armed.get(timer.key) !== asked) {
      return [
        { invariant: 'I9', harm: 'doubled', detail: `${what}: its state was left, its timer is there` },
      ];
    }
    if (effect.isParked) {
      return alarms.has(effect.taskId)
        ? []
        : [{ invariant: 'I6', harm: 'stuck', detail: `${what} is parked without alarm` }];
    }
    const isDue = effect.dueMs === null || effect.dueMs <= stored.nowMs;
    return isDue ? [{ invariant: 'I6', harm: 'stuck', detail: `${what} is due and not done` }] : [];
  });
}

import { isDeepStrictEqual } from 'node:util';
import type { SignalParams, SpawnParams } from '../../../src/engine/definition/children.ts';
import { acceptedEvents } from '../../../src/engine/definition/offers.ts';
import type { Asked, FoldedTask } from './fold.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import { placeOf, throughJson } from './place-of.ts';
import type { StoredEvent } from './stored.ts';
import type { Violation } from './violation.ts';

/** Effects that are answered by an event of the same task: name to the events that may answer. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** How effects are answered, and those of them whose answer is dropped where something else was asked meanwhile. */
export interface AnswerTerms {
  readonly answers: Answers;
  readonly superseded?: readonly string[];
}

/** I7 and I9: an effect whose row is gone has its one result, neither lost nor doubled. */
export function checkResults(ledger: Ledger, terms: AnswerTerms): readonly Violation[] {
  return [
    ...[...ledger.folded.values()].flatMap((fold) => checkTimers(fold, ledger)),
    ...checkChildren(ledger),
    ...[...ledger.folded].flatMap(([taskId, { asked }]) => checkAnswers(taskId, asked, ledger, terms)),
    ...checkSignals(ledger),
  ];
}

/** A timer that is still armed has its row, unless it was due where nobody takes it. */
function checkTimers({ snapshot, armed }: FoldedTask, { pending, stored }: Ledger): readonly Violation[] {
  return [...armed.values()].flatMap((one): Violation[] => {
    if (pending.has(placeOf(one))) return [];
    const { event } = one.effect.params as { readonly event: string };
    const wasDue = Date.parse(one.effect.timer?.dueAt ?? '') <= stored.nowMs;
    if (wasDue && !snapshot.can({ type: event })) return [];
    return [
      { invariant: 'I9', harm: 'lost', detail: `the timer at ${placeOf(one)} is gone and never fired` },
    ];
  });
}

function checkChildren({ folded, tasks, pending }: Ledger): readonly Violation[] {
  const spawned = [...folded.values()].flatMap(({ asked }) =>
    asked.filter(({ effect }) => effect.name === 'spawn'),
  );
  const missing = spawned.filter(
    (one) => !pending.has(placeOf(one)) && tasks.get(childOf(one))?.parent !== one.taskId,
  );
  const known = new Set(spawned.map((one) => `${one.taskId}/${childOf(one)}`));
  const foreign = [...tasks.values()].filter(
    ({ id, parent }) => parent !== null && folded.has(parent) && !known.has(`${parent}/${id}`),
  );
  return [
    ...missing.map((one): Violation => {
      return { invariant: 'I7', harm: 'lost', detail: `the child spawned at ${placeOf(one)} is not there` };
    }),
    ...foreign.map(({ id, parent }): Violation => {
      return {
        invariant: 'I7',
        harm: 'doubled',
        detail: `${id}: its parent ${String(parent)} never spawned it`,
      };
    }),
  ];
}

function childOf({ effect }: Asked): string {
  return (effect.params as SpawnParams).taskId;
}

function checkAnswers(
  taskId: string,
  asked: readonly Asked[],
  ledger: Ledger,
  { answers, superseded = [] }: AnswerTerms,
): readonly Violation[] {
  const answered = asked.filter(({ effect }) => effect.name in answers);
  // Effects that the same events answer are counted together: which answer is whose, the log does not say.
  return [...grouped(answered, ({ effect }) => answers[effect.name]?.join() ?? '')].flatMap(([key, list]) => {
    const types = key.split(',');
    const arrived = eventsByEngine(ledger, taskId).filter(({ type }) => types.includes(type)).length;
    if (arrived <= list.length && list.some(({ effect }) => superseded.includes(effect.name))) return [];
    return compare(`answer ${key} of ${taskId}`, list, arrived, ledger, { taskId, types });
  });
}

function checkSignals(ledger: Ledger): readonly Violation[] {
  const asked = [...ledger.folded.values()].flatMap((one) =>
    one.asked.filter(({ effect }) => effect.name === 'signal'),
  );
  // As they are taken: what two signals leave unsaid may be what their declaration says of both.
  const bySignal = grouped(asked, ({ effect }) =>
    JSON.stringify(sorted(asDeclared(ledger, effect.params as SignalParams))),
  );
  return [...bySignal].flatMap(([signal, list]) => {
    const { taskId, event } = JSON.parse(signal) as SignalParams;
    const arrived = eventsByEngine(ledger, taskId).filter(
      ({ type, data }) => type === event.type && isDeepStrictEqual(JSON.parse(data), event.data),
    ).length;
    return compare(`signal ${signal}`, list, arrived, ledger, { taskId, types: [event.type] });
  });
}

/** A signal with all that its declaration adds to it. */
function asDeclared({ tasks, definitions }: Ledger, { taskId, event }: SignalParams): SignalParams {
  const definition = definitions.get(tasks.get(taskId)?.workflow ?? '');
  const taken = definition?.events[event.type]?.data.safeParse(event.data);
  return taken?.success === true
    ? { taskId, event: { type: event.type, data: taken.data } }
    : { taskId, event };
}

/** Asked for n times, it arrives n times; it may only be missing where the task takes it no more. */
function compare(
  what: string,
  list: readonly Asked[],
  arrived: number,
  { pending, folded, definitions, tasks }: Ledger,
  to: { readonly taskId: string; readonly types: readonly string[] },
): readonly Violation[] {
  const expected = list.filter((one) => !pending.has(placeOf(one))).length;
  const detail = `${what}: ${arrived} came of ${expected}`;
  if (arrived > expected) return [{ invariant: 'I7', harm: 'doubled', detail }];
  if (arrived === expected) return [];
  const target = folded.get(to.taskId);
  const definition = definitions.get(tasks.get(to.taskId)?.workflow ?? '');
  const accepted = target && definition ? acceptedEvents(definition, target.snapshot) : [];
  return to.types.some((type) => accepted.includes(type)) ? [{ invariant: 'I7', harm: 'lost', detail }] : [];
}

function eventsByEngine({ events }: Ledger, taskId: string): readonly StoredEvent[] {
  return (events.get(taskId) ?? []).filter(({ actor }) => actor.includes('"principal":"engine"'));
}

function sorted({ taskId, event }: SignalParams) {
  const data = throughJson(event.data) as Record<string, unknown>;
  const inOrder = Object.fromEntries(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { taskId, event: { type: event.type, data: inOrder } };
}

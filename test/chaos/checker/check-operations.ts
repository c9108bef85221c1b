import { marksIn, type Operation } from './operation.ts';
import type { Stored, StoredEvent } from './stored.ts';
import type { Violation } from './violation.ts';

/** Compares what clients were told with what is stored: I1, I2, I12. */
export function checkOperations(history: readonly Operation[], stored: Stored): readonly Violation[] {
  const byPlace = new Map(stored.events.map((event) => [placeOf(event.taskId, event.revision), event]));
  const byMark = eventsByMark(stored.events);
  return [
    ...history.flatMap((op) => checkAcknowledged(op, byPlace)),
    ...history.flatMap((op) => checkOnce(op, byMark.get(op.op) ?? [])),
    ...checkKeys(history),
    ...checkOrder(history, byMark),
  ];
}

function checkAcknowledged(op: Operation, byPlace: ReadonlyMap<string, StoredEvent>): readonly Violation[] {
  const { outcome } = op;
  if (outcome.is !== 'acked') return [];
  const lost = (detail: string): Violation[] => [
    { invariant: 'I1', harm: 'lost', detail: `${tell(op)}: ${detail}` },
  ];
  const event = byPlace.get(placeOf(outcome.task, outcome.revision));
  if (event === undefined) return lost(`no event at revision ${outcome.revision} of ${outcome.task}`);
  const { principal } = JSON.parse(event.actor) as { readonly principal: string };
  if (event.type !== op.type || principal !== op.principal) {
    return lost(`revision ${outcome.revision} is ${event.type} by ${principal}`);
  }
  if (op.marked && !marksIn(event.data).includes(op.op)) return lost('the event there is not its own');
  const unseen = personBetween(outcome, op.expected, byPlace);
  if (unseen !== undefined || outcome.revision <= op.expected) {
    return lost(`acknowledged revision ${outcome.revision}, ${unseen ?? 'seen'} at revision ${op.expected}`);
  }
  return [];
}

/** What the engine did meanwhile costs nobody their form; what a person did, or what is not stored, does. */
function personBetween(
  { task, revision }: { readonly task: string; readonly revision: number },
  expected: number,
  byPlace: ReadonlyMap<string, StoredEvent>,
): string | undefined {
  for (let between = expected + 1; between < revision; between++) {
    const event = byPlace.get(placeOf(task, between));
    if (event === undefined) return `nothing stored at ${between}`;
    const { principal } = JSON.parse(event.actor) as { readonly principal: string };
    if (principal !== 'engine') return `${event.type} by ${principal} at ${between}`;
  }
  return undefined;
}

/** A mark stands in one event of a person at most; what was refused stands nowhere. */
function checkOnce(op: Operation, events: readonly StoredEvent[]): readonly Violation[] {
  const most = op.outcome.is === 'refused' ? 0 : 1;
  if (events.length <= most) return [];
  const places = events.map(({ taskId, revision }) => `${taskId}/${revision}`).join(', ');
  return [{ invariant: 'I2', harm: 'doubled', detail: `${tell(op)}: ${events.length} events, ${places}` }];
}

/** Two operations under one key would prove nothing: the harness itself must not do that. */
function checkKeys(history: readonly Operation[]): readonly Violation[] {
  const seen = new Map<string, string>();
  return history.flatMap(({ key, op, principal }): Violation[] => {
    const scope = `${principal}/${key}`;
    const other = seen.get(scope);
    seen.set(scope, op);
    return other === undefined
      ? []
      : [{ invariant: 'I2', harm: 'doubled', detail: `key ${key} is used by ${other} and ${op}` }];
  });
}

/** Real-time order per task: an operation is compared with the highest revision of those that had ended before it. */
function checkOrder(
  history: readonly Operation[],
  byMark: ReadonlyMap<string, readonly StoredEvent[]>,
): readonly Violation[] {
  const byTask = new Map<string, { op: Operation; revision: number; known: boolean }[]>();
  for (const op of history) {
    const place = placeOfOperation(op, byMark);
    if (place === undefined) continue;
    const entry = { op, revision: place.revision, known: op.outcome.is === 'acked' };
    byTask.set(place.task, [...(byTask.get(place.task) ?? []), entry]);
  }
  return [...byTask.values()].flatMap((entries) => {
    const begun = entries.toSorted((a, b) => a.op.started - b.op.started);
    // One without an answer may have taken effect after the client gave up: nothing follows from its end.
    const ended = entries.filter(({ known }) => known).toSorted((a, b) => a.op.ended - b.op.ended);
    let next = 0;
    let highest: (typeof ended)[number] | undefined;
    return begun.flatMap(({ op, revision }): Violation[] => {
      for (let done = ended[next]; done !== undefined && done.op.ended < op.started; done = ended[++next]) {
        if (highest === undefined || done.revision > highest.revision) highest = done;
      }
      if (highest === undefined || highest.revision < revision) return [];
      const detail = `${tell(op)} has revision ${revision}, ${tell(highest.op)} ended before with ${highest.revision}`;
      return [{ invariant: 'I12', harm: 'broken', detail }];
    });
  });
}

function placeOfOperation(op: Operation, byMark: ReadonlyMap<string, readonly StoredEvent[]>) {
  if (op.outcome.is === 'acked') return { task: op.outcome.task, revision: op.outcome.revision };
  const event = byMark.get(op.op)?.[0];
  return event === undefined ? undefined : { task: event.taskId, revision: event.revision };
}

function eventsByMark(events: readonly StoredEvent[]): ReadonlyMap<string, readonly StoredEvent[]> {
  const found = new Map<string, StoredEvent[]>();
  for (const event of events) {
    // Children and signals repeat what people wrote; only people's own events count.
    if (event.actor.includes('"principal":"engine"')) continue;
    for (const mark of new Set(marksIn(event.data))) found.set(mark, [...(found.get(mark) ?? []), event]);
  }
  return found;
}

function placeOf(task: string, revision: number): string {
  return `${task}/${revision}`;
}

function tell({ op, type, outcome }: Operation): string {
  return `${op} ${type} (${outcome.is})`;
}

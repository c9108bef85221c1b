import { CHAIN_START, chainHash } from '../../engine/steps/chain.ts';
import type { StoredEvent, StoredTask, TaskHistory } from '../history.ts';
import type { CounterExample, Rule } from '../rules.ts';

/**
 * Proves what needs no workflow: task and events exist together, revisions are gapless, times ascend, each event names
 * one seat, the hash chain is intact, and the task row stands at the last event. Answers with the first counter-example.
 */
export function proveLog({ taskId, task, events }: TaskHistory): CounterExample | undefined {
  const last = events.at(-1);
  if (task === undefined) {
    return {
      rule: 'task-has-history',
      taskId,
      revision: last?.revision ?? null,
      expected: 'a task row',
      found: 'none',
    };
  }
  if (last === undefined) {
    const expected = `${task.revision} events`;
    return { rule: 'task-has-history', taskId, revision: task.revision, expected, found: 'none' };
  }
  return proveEvents(task, events) ?? proveHead(task, last) ?? proveRow(task, events[0] ?? last, last);
}

function proveEvents(task: StoredTask, events: readonly StoredEvent[]): CounterExample | undefined {
  let previous: StoredEvent | undefined;
  for (const event of events) {
    const fault = proveEvent(event, previous);
    if (fault !== undefined) return { ...fault, taskId: task.id, revision: event.revision };
    previous = event;
  }
  return undefined;
}

function proveEvent(
  event: StoredEvent,
  previous: StoredEvent | undefined,
): Pick<CounterExample, 'rule' | 'expected' | 'found'> | undefined {
  const expected = (previous?.revision ?? 0) + 1;
  if (event.revision !== expected) {
    return {
      rule: 'revisions-gapless',
      expected: `revision ${expected}`,
      found: `revision ${event.revision}`,
    };
  }
  if (event.owner === '') return { rule: 'one-seat', expected: 'one accountable seat', found: 'none' };
  const hash = chainHash(previous?.hash ?? CHAIN_START, event);
  if (event.hash !== hash) return { rule: 'chain-intact', expected: hash, found: event.hash };
  if (previous !== undefined && event.at < previous.at) {
    return { rule: 'times-ascend', expected: `${previous.at} or later`, found: event.at };
  }
  return undefined;
}

function proveHead(task: StoredTask, last: StoredEvent): CounterExample | undefined {
  if (task.revision !== last.revision) {
    return counter(
      'row-at-last-event',
      task,
      `${task.revision} events, as the task row says`,
      `${last.revision} events`,
    );
  }
  return task.head === last.hash ? undefined : counter('head-of-chain', task, last.hash, task.head);
}

/** The intervals of accountability must tile [created, now): they begin with the task and none lies behind its row. */
function proveRow(task: StoredTask, first: StoredEvent, last: StoredEvent): CounterExample | undefined {
  const pairs: readonly (readonly [name: string, expected: unknown, found: unknown])[] = [
    ['state', last.state, task.state],
    ['owner', last.owner, task.owner],
    ['version', last.version, task.version],
    ['created_at', first.at, task.createdAt],
    ['updated_at', last.at, task.updatedAt],
    ['closed_at', task.closedAt === null ? null : last.at, task.closedAt],
  ];
  for (const [name, expected, found] of pairs) {
    if (expected === found) continue;
    const rule = name === 'owner' || name === 'created_at' ? 'one-seat' : 'row-at-last-event';
    return counter(rule, task, `${name} ${String(expected)}`, `${name} ${String(found)}`);
  }
  return undefined;
}

function counter(rule: Rule, task: StoredTask, expected: string, found: string): CounterExample {
  return { rule, taskId: task.id, revision: task.revision, expected, found };
}

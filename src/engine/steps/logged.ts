import type { EventEnvelope, WorkflowDefinition } from '../definition/define.ts';
import { recordedBy } from '../definition/projected.ts';
import { CHAIN_START } from './chain.ts';
import type { LoggedEvent } from './task.ts';

/** What a task is before its first event. */
export const UNBORN = { revision: 0, head: CHAIN_START, record: {}, lastDueAt: null } as const;

/** An event as the log takes it, with what it adds to the record of its task. */
export function logged(
  definition: WorkflowDefinition,
  { id, actor, at }: EventEnvelope,
  type: string,
  said: unknown,
): LoggedEvent {
  const event = { id, type, data: JSON.stringify(said), said, actor: JSON.stringify(actor), at };
  return Object.assign(event, { recorded: recordedBy(event, definition) });
}

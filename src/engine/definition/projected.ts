import { spelledLines } from '../../platform/wording/fold-text.ts';
import { CREATED } from '../steps/step.ts';
import type { WorkflowDefinition } from './define.ts';
import type { PastStep, TaskRecord } from './projections.ts';

/** Characters of one event that search reads; of longer ones the beginning. */
const MOST_SEARCHED = 4_000;

/** An event of the log as projections read it. */
export interface ProjectedEvent {
  readonly type: string;
  /** JSON text, and what it is of, where that is at hand. */
  readonly data: string;
  readonly said?: unknown;
  readonly at: string;
}

interface Projected {
  readonly definition: WorkflowDefinition;
  /** What belongs to another task is found by that one's texts. */
  readonly parent: string | null;
  readonly title: string;
  /** As it is after the event, or later. */
  readonly context: unknown;
}

/** What an event makes of the texts that its task is found by, as the index holds them. */
export interface Searched {
  readonly text: string;
  /** In place of what the task was registered with, not beside it. */
  readonly isAnew: boolean;
}

/** What an event makes of the texts that its task is found by; undefined where it leaves them as they are. */
export function searchedBy(event: ProjectedEvent, of: Projected): Searched | undefined {
  if (of.parent !== null) return undefined;
  const { registered, searched } = of.definition.projections;
  const isAnew = registered?.correctedBy.includes(event.type) ?? false;
  const texts =
    isAnew || (registered !== undefined && event.type === CREATED)
      ? registered?.texts(of.context as never)
      : searched?.[event.type]?.(stepOf(event));
  const found = texts ?? (event.type === CREATED ? [of.title] : undefined);
  if (found === undefined) return undefined;
  const said = new Set(found.filter((text) => typeof text === 'string'));
  const text = spelledLines([...said], MOST_SEARCHED);
  return text === '' && !isAnew ? undefined : { text, isAnew };
}

/** What an event adds to the record of its task; undefined where it adds nothing. */
export function recordedBy(event: ProjectedEvent, definition: WorkflowDefinition): TaskRecord | undefined {
  return definition.projections.recorded?.[event.type]?.(stepOf(event));
}

function stepOf({ data, said, at }: ProjectedEvent): PastStep {
  return { data: (said ?? JSON.parse(data)) as never, at };
}

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
}

/** What an event adds to the texts that its task is found by, as the index holds it; undefined where it adds none. */
export function searchedBy(event: ProjectedEvent, of: Projected): string | undefined {
  if (of.parent !== null) return undefined;
  const texts = of.definition.projections.searched?.[event.type]?.(stepOf(event));
  const found = texts ?? (event.type === CREATED ? [of.title] : undefined);
  if (found === undefined) return undefined;
  const lines = spelledLines(
    found.filter((text) => typeof text === 'string'),
    MOST_SEARCHED,
  );
  return lines === '' ? undefined : lines;
}

/** What an event adds to the record of its task; undefined where it adds nothing. */
export function recordedBy(event: ProjectedEvent, definition: WorkflowDefinition): TaskRecord | undefined {
  return definition.projections.recorded?.[event.type]?.(stepOf(event));
}

function stepOf({ data, said, at }: ProjectedEvent): PastStep {
  return { data: (said ?? JSON.parse(data)) as never, at };
}

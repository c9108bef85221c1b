import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { CREATED } from '../../engine/steps/step.ts';

interface TitledTransition {
  readonly meta?: { readonly title?: Title };
}

interface TimedNode {
  readonly transitions: ReadonlyMap<string, readonly TitledTransition[]>;
  readonly states: Readonly<Record<string, TimedNode>>;
}

const timers = new WeakMap<WorkflowDefinition, ReadonlyMap<string, Title>>();

/** What an event of the log is called: by its declaration, by the timer that made it, or by being the first. */
export function eventTitle(
  definition: WorkflowDefinition | undefined,
  type: string,
  parent: string | null,
): Title {
  if (type === CREATED) {
    return parent === null ? { zh: '立项', en: 'Registered' } : { zh: '下达', en: 'Handed down' };
  }
  const declared = definition?.events[type]?.title;
  if (declared !== undefined) return declared;
  return (definition && timerTitles(definition).get(type)) ?? { zh: type, en: type };
}

/** Titles of the delayed transitions, by the event that XState gives them. */
function timerTitles(definition: WorkflowDefinition): ReadonlyMap<string, Title> {
  const known = timers.get(definition);
  if (known !== undefined) return known;
  const titles = new Map<string, Title>();
  collect(definition.machine.root, titles);
  timers.set(definition, titles);
  return titles;
}

function collect(node: TimedNode, titles: Map<string, Title>): void {
  for (const [type, transitions] of node.transitions) {
    const title = transitions.find(({ meta }) => meta?.title !== undefined)?.meta?.title;
    if (title !== undefined) titles.set(type, title);
  }
  for (const inner of Object.values(node.states)) collect(inner, titles);
}

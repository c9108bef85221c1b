import { SPAWN } from '../steps/effects.ts';
import { BY_ENGINE, type WorkflowDefinition } from './define.ts';

/**
 * What parents and children of a program disagree on. It is seen at the start: a word that the other side does not take
 * would be found only when it is said, and would be dropped.
 */
export function childFaults(workflows: readonly WorkflowDefinition[]): readonly string[] {
  const byName = new Map(workflows.map((workflow) => [workflow.name, workflow]));
  return workflows.flatMap((parent) => [
    ...undeclared(parent),
    ...parent.children.flatMap(({ kind, hears, tells }) => {
      const child = byName.get(kind);
      if (child === undefined) {
        const known = [...byName.keys()].join(', ');
        return [
          `${parent.name}: its children of the kind "${kind}" are no workflow, expected one of ${known}.`,
        ];
      }
      return [...untaken(hears, parent, child), ...untaken(tells, child, parent)];
    }),
  ]);
}

/** Children that no reader knows of, since their kind is not declared. */
function undeclared({ name, machine, children }: WorkflowDefinition): readonly string[] {
  if (!(SPAWN in machine.implementations.actions) || children.length > 0) return [];
  return [
    `${name}: its machine asks for children ("${SPAWN}"), but the workflow declares none in "children".`,
  ];
}

function untaken(
  words: readonly string[],
  to: WorkflowDefinition,
  from: WorkflowDefinition,
): readonly string[] {
  return words
    .filter((word) => to.events[word]?.by.includes(BY_ENGINE) !== true)
    .map(
      (word) =>
        `${to.name}: it is told "${word}" by "${from.name}", which it does not declare for the engine.`,
    );
}

import { Problem } from '../../platform/wording/problem.ts';
import type { WorkflowDefinition } from './define.ts';

/** The workflows a process knows, by name. */
export interface Registry {
  readonly all: readonly WorkflowDefinition[];
  find(name: string): WorkflowDefinition | undefined;
  /** Throws `workflow-unknown`. */
  get(name: string): WorkflowDefinition;
}

/** Makes a registry; two definitions of one name are refused, since a stored task names its workflow only. */
export function createRegistry(definitions: readonly WorkflowDefinition[]): Registry {
  const byName = new Map<string, WorkflowDefinition>();
  for (const definition of definitions) {
    if (byName.has(definition.name)) throw new Error(`Workflow "${definition.name}" is defined twice.`);
    byName.set(definition.name, definition);
  }
  return {
    all: definitions,
    find: (name) => byName.get(name),
    get(name) {
      const definition = byName.get(name);
      if (definition !== undefined) return definition;
      throw new Problem('workflow-unknown', {
        zh: `没有流程“${name}”，可用的有：${[...byName.keys()].join('、')}。`,
        en: `There is no workflow “${name}”; expected one of: ${[...byName.keys()].join(', ')}.`,
      });
    },
  };
}

import type { WorkflowDefinition } from '../engine/definition/define.ts';

/** Every version of every workflow whose machine this program still has. */
export interface DefinitionBook {
  find(workflow: string, version: number): WorkflowDefinition | undefined;
  /** Its latest version. */
  latest(workflow: string): WorkflowDefinition | undefined;
  /** True for a version that has been replaced: its machine may be gone, its events are not to blame. */
  isPast(workflow: string, version: number): boolean;
}

/** Makes the book of the definitions in force and of those that were; two of one name and version are refused. */
export function createDefinitionBook(definitions: readonly WorkflowDefinition[]): DefinitionBook {
  const book = new Map<string, WorkflowDefinition>();
  for (const definition of definitions) {
    const key = `${definition.name}/${definition.version}`;
    if (book.has(key))
      throw new Error(`Workflow ${definition.name}, version ${definition.version}, is given twice.`);
    book.set(key, definition);
  }
  return {
    find: (workflow, version) => book.get(`${workflow}/${version}`),
    latest: (workflow) =>
      definitions
        .filter(({ name }) => name === workflow)
        .reduce<WorkflowDefinition | undefined>(
          (last, one) => (last !== undefined && last.version > one.version ? last : one),
          undefined,
        ),
    isPast: (workflow, version) =>
      definitions.some(({ name, version: known }) => name === workflow && known > version),
  };
}

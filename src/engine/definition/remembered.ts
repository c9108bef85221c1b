import type { StoredSnapshot } from './define.ts';
import type { Registry } from './registry.ts';
import { upcast } from './upcast.ts';

/** A row as far as what its task remembers goes. */
export interface StoredMemory extends StoredSnapshot {
  readonly workflow: string;
  readonly version: number;
}

/**
 * What a stored task remembers, in the shape of its workflow's version here. Undefined where that cannot be made of it:
 * a list goes on without what one damaged task remembers; the start of the program and the doctor report such a task.
 */
export function rememberedBy(
  registry: Pick<Registry, 'find'>,
  { workflow, version, value, context }: StoredMemory,
): unknown {
  const definition = registry.find(workflow);
  if (definition === undefined) return undefined;
  try {
    return definition.context.safeParse(upcast(definition, version, { value, context }).context).data;
  } catch {
    return undefined;
  }
}

import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';

/** The part of a machine's node that titles are read from. */
interface TitledNode {
  readonly meta?: { readonly title?: Title };
  readonly states: Readonly<Record<string, TitledNode>>;
}

/**
 * The title of the innermost titled state of a dotted path as stored, e.g. `open.working`. A state that the
 * workflow no longer has, in old events, is called by its path.
 */
export function stateTitleAt(definition: WorkflowDefinition | undefined, path: string): Title {
  let node = definition?.machine.root as TitledNode | undefined;
  let title: Title | undefined;
  // Of parallel regions, joined by `|`, the first speaks for the task.
  for (const key of (path.split('|')[0] ?? path).split('.')) {
    node = node?.states[key];
    title = node?.meta?.title ?? title;
  }
  return node === undefined || title === undefined ? { zh: path, en: path } : title;
}

/** A state of a workflow as people can ask for it. */
export interface NamedState {
  readonly path: string;
  readonly title: Title;
}

/** The states of a workflow that have a title, the outer ones first. */
export function statesOf(definition: WorkflowDefinition): readonly NamedState[] {
  const walk = (node: TitledNode, path: string): readonly NamedState[] =>
    Object.entries(node.states).flatMap(([key, inner]) => {
      const own = path === '' ? key : `${path}.${key}`;
      const title = inner.meta?.title ?? { zh: own, en: own };
      return [{ path: own, title }, ...walk(inner, own)];
    });
  return walk(definition.machine.root as TitledNode, '');
}

import type { Title, WorkflowDefinition } from '../engine/define.ts';

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

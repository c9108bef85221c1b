import { hash } from 'node:crypto';
import type { FullTask, TaskAction } from '../../contract/task.ts';

/** A task in full as it is sent, and a shorter text that differs whenever that one does, for its tag. */
export interface WrittenTask {
  readonly content: string;
  readonly essence: string;
}

/**
 * Writes a task as JSON. The schemas of the offered events are nine tenths of it and never change: each is written and
 * digested once, and stands in the essence by its digest.
 */
export function writtenTask(full: FullTask): WrittenTask {
  const rest = JSON.stringify(Object.assign({}, full, { actions: undefined })).slice(0, -1);
  const actions = full.actions.map(writtenAction);
  return {
    content: `${rest},"actions":[${actions.map(({ text }) => text).join(',')}]}`,
    essence: rest + actions.map(({ digest }) => digest).join(),
  };
}

interface WrittenAction {
  readonly text: string;
  readonly digest: string;
}

/** By the title of the event, of which each declaration has its own. */
const offered = new WeakMap<TaskAction['title'], WrittenAction>();

function writtenAction(action: TaskAction): WrittenAction {
  const known = action.allowed ? offered.get(action.title) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(action);
  if (!action.allowed) return { text, digest: text };
  const written = { text, digest: hash('sha256', text).slice(0, 16) };
  offered.set(action.title, written);
  return written;
}

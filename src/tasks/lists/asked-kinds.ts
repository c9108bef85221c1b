import { indexDirectory } from '../../directory/directory-index.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { folded, type SoughtWord } from '../../platform/wording/fold-text.ts';
import type { View } from '../view/task-view.ts';
import type { ReadScope } from './read-scope.ts';
import { refusedFilter } from './refused-filter.ts';
import type { TaskFilter } from './task-filter.ts';

/** Every kind there is. */
const ALL = 'all';

interface AskedKinds {
  /** Undefined where every kind is meant. */
  readonly workflows: readonly string[] | undefined;
  /** Whether what belongs to other tasks is among them. */
  readonly parts: boolean;
}

/**
 * The kinds of tasks that are asked for. Without a word of it those that people register, each matter once; but all
 * kinds where the question is about parts of a task, or asked by those who see nothing else.
 */
export function askedKinds(
  { kind, workflow, parent, seat }: Pick<TaskFilter, 'kind' | 'workflow' | 'parent' | 'seat'>,
  words: readonly SoughtWord[] | undefined,
  { definitions, directory }: Pick<View, 'definitions' | 'directory'>,
  scope: ReadScope,
): AskedKinds {
  const all = [...definitions.values()];
  if (kind !== undefined && kind !== ALL) return ofKinds([known('kind', kind, all)], all);
  if (workflow !== undefined) return ofKinds([known('workflow', workflow, all)], all);
  const seesPartsOnly = scope.kind === 'some' && scope.units.length === 0;
  const isOfSection = indexDirectory(directory).seats.get(seat ?? '')?.section !== undefined;
  const namesPart =
    words?.some(({ number }) => number !== undefined && !number.series.endsWith('-')) === true;
  const everything = kind === ALL || parent !== undefined || seesPartsOnly || isOfSection || namesPart;
  return ofKinds(everything ? all : registered(all), all);
}

/** The workflows that people can hand in; the others only come to be as their children. */
export function registered(all: readonly WorkflowDefinition[]): readonly WorkflowDefinition[] {
  return all.filter(({ submittedBy }) => submittedBy.length > 0);
}

function ofKinds(kinds: readonly WorkflowDefinition[], all: readonly WorkflowDefinition[]): AskedKinds {
  return {
    workflows: kinds.length === all.length ? undefined : kinds.map(({ name }) => name),
    parts: kinds.some(({ submittedBy }) => submittedBy.length === 0),
  };
}

function known(parameter: string, value: string, all: readonly WorkflowDefinition[]): WorkflowDefinition {
  const wanted = folded(value);
  const found = all.find(({ name, title }) =>
    [name, title.zh, title.en].some((text) => folded(text) === wanted),
  );
  if (found !== undefined) return found;
  throw refusedFilter(
    parameter,
    value,
    { zh: '没有这种任务', en: 'there is no such kind of task' },
    all.map(({ name, title }) => ({ code: name, name: title.zh })),
  );
}

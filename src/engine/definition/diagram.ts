import type { Title, WorkflowDefinition } from './define.ts';
import { describeWorkflow, type StateDescription, type TransitionDescription } from './describe.ts';

export type Language = keyof Title;

/** A machine as the text of a mermaid state diagram, its states and events by their titles. */
export function diagramOf(definition: WorkflowDefinition, language: Language = 'zh'): string {
  const { states, transitions } = describeWorkflow(definition);
  const drawing = { states, transitions, language };
  return ['stateDiagram-v2', ...box(drawing, rootOf(states), 1)].join('\n');
}

interface Drawing {
  readonly states: readonly StateDescription[];
  readonly transitions: readonly TransitionDescription[];
  readonly language: Language;
}

/** One state with everything in it. */
function box(drawing: Drawing, state: StateDescription, depth: number): readonly string[] {
  const inner = drawing.states.filter(({ path }) => path !== '' && parentOf(path) === state.path);
  const pad = '  '.repeat(depth);
  const head = `${pad}state "${labelOf(drawing, state, inner.length > 0)}" as ${idOf(state.path)}`;
  const arrows = arrowsFrom(drawing, state, inner.length > 0).map((arrow) => `${pad}${arrow}`);
  if (inner.length === 0) {
    const end = state.type === 'final' ? [`${pad}${idOf(state.path)} --> [*]`] : [];
    return [head, ...arrows, ...end];
  }
  return [
    `${head} {`,
    ...(state.initial === undefined ? [] : [`${pad}  [*] --> ${idOf(state.initial)}`]),
    ...inner.flatMap((child, n) => [
      ...(state.type === 'parallel' && n > 0 ? [`${pad}  --`] : []),
      ...box(drawing, child, depth + 1),
    ]),
    `${pad}}`,
    ...arrows,
  ];
}

// Mermaid cannot draw an arrow from a box to itself, so what a box takes without leaving it stands in its title.
function labelOf({ transitions, language }: Drawing, state: StateDescription, isBox: boolean): string {
  const staying = transitions.filter(({ from, to }) => isBox && from === state.path && to === undefined);
  const titles = staying.map(({ title }) => title[language]);
  if (titles.length === 0) return state.title[language];
  return language === 'zh'
    ? `${state.title.zh}（期间：${titles.join('、')}）`
    : `${state.title.en} (meanwhile: ${titles.join(', ')})`;
}

/** Arrows to the same state share one line. */
function arrowsFrom({ states, transitions, language }: Drawing, state: StateDescription, isBox: boolean) {
  const labels = new Map<string, string[]>();
  for (const { from, to, title } of transitions) {
    if (from !== state.path || (isBox && to === undefined)) continue;
    const target = drawnTarget(states, from, to ?? from);
    labels.set(target, [...(labels.get(target) ?? []), title[language]]);
  }
  return [...labels].map(([target, titles]) => {
    const label = titles.filter((title) => title !== '').join(language === 'zh' ? '、' : ', ');
    return `${idOf(state.path)} --> ${idOf(target)}${label === '' ? '' : ` : ${label}`}`;
  });
}

/** An arrow from within a box to the box itself is drawn to where the box begins; mermaid draws no other. */
function drawnTarget(states: readonly StateDescription[], from: string, to: string): string {
  if (!from.startsWith(`${to}.`)) return to;
  return states.find(({ path }) => path === to)?.initial ?? to;
}

function rootOf(states: readonly StateDescription[]): StateDescription {
  const root = states.find(({ path }) => path === '');
  if (root === undefined)
    throw new Error('The description has no state with the empty path, which is the machine.');
  return root;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function idOf(path: string): string {
  return path === '' ? 'machine' : path.replaceAll('.', '_').replaceAll('-', '_');
}

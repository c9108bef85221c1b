import type { Title, WorkflowDefinition } from './define.ts';

/** What people call some relations, in one line; `none` is said where there are none. */
export function relationNames(
  { relations: titles }: Pick<WorkflowDefinition, 'relations'>,
  relations: readonly string[],
  none: Title,
): Title {
  if (relations.length === 0) return none;
  const all = relations.map((name) => titles[name] ?? { zh: name, en: name });
  return { zh: all.map(({ zh }) => zh).join('、'), en: all.map(({ en }) => en).join(', ') };
}

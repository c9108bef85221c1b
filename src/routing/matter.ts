import type { RoutedMatter } from '../vocabulary/matter.ts';

/** What routing may look at. */
export type Matter = RoutedMatter;

/** Title and goal as one text, the way keywords, places and free text read a matter. */
export function textOf(matter: Matter): string {
  return matter.goal ? `${matter.title}\n${matter.goal}` : matter.title;
}

/** A category path in one spelling: half-width slashes, no blanks around the parts; empty when there is none. */
export function normaliseCategory(category: string | undefined): string {
  if (!category) return '';
  return category
    .normalize('NFKC')
    .split(/[/>]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');
}

import type { RoutedMatter } from '../vocabulary/matter.ts';

/** What routing may look at. */
export type Matter = RoutedMatter;

/** Title and goal as one text, the way keywords, places and free text read a matter. */
export function textOf(matter: Matter): string {
  return matter.goal ? `${matter.title}\n${matter.goal}` : matter.title;
}

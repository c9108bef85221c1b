import { z } from 'zod';

/** What routing may look at: the matter as registered, before any unit has it. */
export const matterSchema = z.object({
  title: z.string(),
  goal: z.string().optional(),
  /** The lead unit as somebody wrote it: code, name, alias or former name. */
  unit: z.string().optional(),
  /** `大类/中类` or `大类/中类/小类`. */
  category: z.string().optional(),
  region: z.string().optional(),
  source: z.string().optional(),
  keywords: z.array(z.string()).readonly().optional(),
  urgency: z.string().optional(),
  /** A ruling or an assignment by hand on this very task; routing repeats it and never overrules it. */
  binding: z.object({ unit: z.string(), by: z.string() }).optional(),
});

export type Matter = z.infer<typeof matterSchema>;

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

import { z } from 'zod';

/** A matter as routing sees it: as it was registered, before any unit has it. */
export const matterSchema = z.object({
  title: z.string(),
  goal: z.string().optional(),
  /** The lead unit as it was written: code, name, alias or former name. */
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

export type RoutedMatter = z.infer<typeof matterSchema>;

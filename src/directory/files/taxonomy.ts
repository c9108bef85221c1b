import { readFileSync } from 'node:fs';
import { z } from 'zod';

const taxonomySchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** Categories of government matters: 大类 → 中类 → 小类. */
export type Taxonomy = z.infer<typeof taxonomySchema>;

/** Reads the taxonomy file (JSON). */
export function readTaxonomy(path: string): Taxonomy {
  const parsed = taxonomySchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${path}: expected {大类: {中类: [小类, …]}}, but ${parsed.error.issues[0]?.path.join('.')} is not so.`,
  );
}

/** Every category in which a duty may be declared: `大类/中类` and `大类/中类/小类`. */
export function dutyCategories(taxonomy: Taxonomy): ReadonlySet<string> {
  return new Set(
    Object.entries(taxonomy).flatMap(([first, seconds]) =>
      Object.entries(seconds).flatMap(([second, thirds]) => [
        `${first}/${second}`,
        ...thirds.map((third) => `${first}/${second}/${third}`),
      ]),
    ),
  );
}

import { z } from 'zod';
import { readYamlOrThrow } from '../../platform/read-yaml.ts';

const weight = z.number().nonnegative();

/** How one kind of text is weighed: what its words count by where they come from and where they stand. */
const kindSchema = z.strictObject({
  /** Curated phrases and words of duty texts: written for what people write. */
  lexicon: weight,
  /** Objects of duties as whole phrases, and the words they are made of. */
  objects: weight,
  words: weight,
  /** Pairs of characters of the objects: they meet where words are cut differently. */
  pairs: weight,
  /** By how much who leads by a boundary comes before the others; 0 asks no boundaries. */
  boundary: weight,
  /** Titles say what bodies explain: weight of the title, of the first characters, and of the rest. */
  title: weight,
  opening: z.strictObject({ characters: z.number().int().positive(), rest: weight }),
  /** Evidence that "none of these units" starts with. */
  doubt: weight,
  /** Confidence = 1 / (1 + exp(−(offset + slope · ln(first / (second + doubt))))). */
  calibration: z.strictObject({ offset: z.number(), slope: z.number().positive() }),
});
export type KindSettings = z.infer<typeof kindSchema>;

/** How free text is weighed; the threshold is the operator's, the rest was fitted by `npm run bench:routing`. */
export const textSettingsSchema = z.strictObject({
  version: z.string().min(1),
  /** Below this confidence (0–1) the task force decides. */
  threshold: z.number().min(0).max(1),
  phrases: z.strictObject({
    strong: weight,
    words: weight,
    hints: weight,
    longer: weight,
    unitName: weight,
    asPlace: weight,
  }),
  /** What a word of the duty text or of a taxonomy label counts at most. */
  duty: weight,
  /** Of duties: the power of an object's length, in how many objects of a unit a word counts half, the power of its share. */
  duties: z.strictObject({ longer: weight, halfAt: weight, share: weight }),
  /** What a word of accepted tasks counts at most, and after how many tasks it counts half of it. */
  learned: z.strictObject({ weight, halfAt: weight }),
  /** Characters that are read at all; what follows is attachments and repetition. */
  read: z.number().int().positive(),
  /** Words that only a person writing for themselves uses: they tell a message from a task. */
  personal: z.array(z.string().min(1)).min(1).readonly(),
  kinds: z.strictObject({ task: kindSchema, message: kindSchema }),
});
export type TextSettings = z.infer<typeof textSettingsSchema>;

/** Loads `text.yaml`; throws an error that names file, line, value and what was expected. */
export function loadTextSettings(path: string): TextSettings {
  return readYamlOrThrow(path, textSettingsSchema).value;
}

import { z } from 'zod';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';

const weight = z.number().nonnegative();

/** How one kind of text is weighed: what its words count by where they come from and where they stand. */
const kindSchema = z.strictObject({
  /** Curated phrases and words of duty texts: written for what people write. */
  lexicon: weight,
  /** Objects of duties as whole phrases. */
  objects: weight,
  /** Words and runs of characters of examples: objects of duties, known tasks, decided tasks. */
  examples: weight,
  /** By how much who leads by a boundary comes before the others; 0 asks no boundaries. */
  boundary: weight,
  /** Titles say what bodies explain: weight of the title, of the first characters, and of the rest. */
  title: weight,
  opening: z.strictObject({ characters: z.number().int().positive(), rest: weight }),
  /** Evidence that "none of these units" starts with. */
  doubt: weight,
  /**
   * Confidence = 1 / (1 + exp(−(offset + slope · ln(first / (second + doubt)) − oneWord · share of the weightiest word
   * + held · clearest duty named of the first − against · clearest duty named of another))).
   */
  calibration: z.strictObject({
    offset: z.number(),
    slope: z.number().positive(),
    oneWord: weight,
    held: weight,
    against: weight,
  }),
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
  /** Of objects of duties: the power of an object's length. */
  longer: weight,
  /**
   * How examples speak: the power of a unit's share of a mark, how much of other tasks is imagined beside those known,
   * and how much one decided task counts beside an object of a duty.
   */
  examples: z.strictObject({ share: weight, imagined: weight, task: weight }),
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

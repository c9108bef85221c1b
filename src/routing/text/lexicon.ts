import { z } from 'zod';
import type { Directory, Unit } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import { type FileFault, faultsError } from '../../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';

// YAML reads 12315 as a number; to a lexicon it is a word.
const word = z.union([z.string().min(1), z.number()]).transform(String);
const words = z.array(word).readonly();

const entrySchema = z.strictObject({
  unit: z.string().min(1),
  strong: words.default([]),
  words: words.default([]),
  hints: words.default([]),
});

/** Curated phrases: what people write about, and whose business it is. */
export const lexiconSchema = z.strictObject({
  version: z.string().min(1),
  /** What after a word makes it a mere place: 学校门口 is not about the school. */
  locatives: words,
  /** Phrases that hide a shorter phrase in them and mean no unit. */
  elsewhere: words,
  units: z.array(entrySchema).readonly(),
});
export type Lexicon = z.infer<typeof lexiconSchema>;
export type LexiconEntry = z.infer<typeof entrySchema>;

/** Loads a lexicon; throws one error that lists every fault, phrases given twice to one unit among them. */
export function loadLexicon(path: string): Lexicon {
  const { value, lineOf } = readYamlOrThrow(path, lexiconSchema);
  const faults: FileFault[] = [];
  value.units.forEach((entry, at) => {
    const seen = new Set<string>();
    for (const level of ['strong', 'words', 'hints'] as const) {
      entry[level].forEach((phrase, place) => {
        if (seen.has(phrase)) {
          const line = lineOf(['units', at, level, place]);
          faults.push({
            file: path,
            line,
            value: phrase,
            expectation: `is given twice to ${entry.unit}, expected once`,
          });
        }
        seen.add(phrase);
      });
    }
  });
  if (faults.length > 0) throw faultsError(path, faults);
  return value;
}

/** The entries whose unit the directory knows at a moment (ISO instant), and the names it does not know. */
export function resolveLexicon(
  lexicon: Lexicon,
  directory: Directory,
  now: string,
): { entries: { unit: Unit; entry: LexiconEntry }[]; unknown: string[] } {
  const entries: { unit: Unit; entry: LexiconEntry }[] = [];
  const unknown: string[] = [];
  for (const entry of lexicon.units) {
    const found = findUnit(directory, entry.unit, now);
    if (found?.kind === 'unit') entries.push({ unit: found.unit, entry });
    else unknown.push(entry.unit);
  }
  return { entries, unknown };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDuties } from '../../duties/load-duties.ts';
import { loadLexicon } from '../lexicon.ts';
import { segmenterWith } from '../segment.ts';
import { loadTextSettings } from '../text-settings.ts';
import type { TextFiles } from './build-text-model.ts';

/** Reads `lexicon.yaml`, `text.yaml` and `words.txt` of a folder and loads the segmenter with their words. */
export function loadTextFiles(folder: string): TextFiles {
  const lexicon = loadLexicon(join(folder, 'lexicon.yaml'));
  const words = readFileSync(join(folder, 'words.txt'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const duties = loadDuties(join(folder, '..'));
  const phrases = lexicon.units.flatMap((entry) => [...entry.strong, ...entry.words, ...entry.hints]);
  return {
    lexicon,
    duties,
    settings: loadTextSettings(join(folder, 'text.yaml')),
    segment: segmenterWith([...words, ...phrases]),
  };
}

import { join } from 'node:path';
import type { Directory } from '../directory/directory.ts';
import { readTaxonomy, type Taxonomy } from '../directory/taxonomy.ts';
import { projectRoot } from '../platform/project-root.ts';
import type { Learned } from '../routing/keep-book.ts';
import { loadPlaces } from '../routing/load-places.ts';
import { loadRules } from '../routing/load-rules.ts';
import type { Places } from '../routing/place-book.ts';
import type { Precedent } from '../routing/precedent.ts';
import { prepareRouting, type RoutingBook } from '../routing/prepare-routing.ts';
import type { RoutingRules } from '../routing/rule.ts';
import { buildTextModel, type TextFiles } from '../routing/text/build-text-model.ts';
import { loadTextFiles } from '../routing/text/load-text-files.ts';
import { createTaskMemory, type TaskMemory } from '../routing/text/task-memory.ts';
import { wordsOfTasks } from '../routing/text/words-of-tasks.ts';

/** What routing reads from `config/`, once per process. */
export interface RoutingFiles {
  readonly rules: RoutingRules;
  readonly places: Places;
  readonly taxonomy: Taxonomy;
  readonly text: TextFiles;
}

const folder = join(projectRoot(), 'config');

/** Reads the taxonomy of matters. */
export function loadTaxonomy(): Taxonomy {
  return readTaxonomy(join(folder, 'taxonomy.json'));
}

/** Reads rules, places, taxonomy, lexicon and the segmenter's words. */
export function loadRoutingFiles(): RoutingFiles {
  return {
    rules: loadRules(join(folder, 'routing', 'rules.yaml')),
    places: loadPlaces(join(folder, 'routing', 'places.yaml')),
    taxonomy: loadTaxonomy(),
    text: loadTextFiles(join(folder, 'routing')),
  };
}

/** Turns files, directory, rulings and what was learned into the book that routing goes by; `now` is an ISO instant. */
export function bookOf(
  { rules, places, taxonomy, text }: RoutingFiles,
  directory: Directory,
  { precedents, memory }: Learned,
  now: string,
): RoutingBook {
  const model = buildTextModel({ ...text, directory, taxonomy, memory }, now);
  return prepareRouting({ directory, rules, places, precedents, text: model });
}

/** A memory that reads tasks as the files say, and knows none yet. */
export function memoryFor({ text }: RoutingFiles): TaskMemory {
  return createTaskMemory(wordsOfTasks(text.segment, text.settings.read));
}

/** What a list of precedents teaches, all of them at once. */
export function learnedFrom(files: RoutingFiles, precedents: readonly Precedent[]): Learned {
  const memory = memoryFor(files);
  for (const precedent of precedents) memory.learn(precedent);
  return { precedents, memory };
}

import { join } from 'node:path';
import type { Directory } from '../../directory/directory.ts';
import { readTaxonomy, type Taxonomy } from '../../directory/files/taxonomy.ts';
import { projectRoot } from '../../platform/process/project-root.ts';
import type { Learned } from '../../routing/books/keep-book.ts';
import type { Places } from '../../routing/books/place-book.ts';
import type { Precedent } from '../../routing/books/precedent.ts';
import { prepareRouting, type RoutingBook } from '../../routing/books/prepare-routing.ts';
import { loadPlaces } from '../../routing/rules/load-places.ts';
import { loadRules } from '../../routing/rules/load-rules.ts';
import type { RoutingRules } from '../../routing/rules/rule.ts';
import { buildTextModel, type TextFiles } from '../../routing/text/teaching/build-text-model.ts';
import { loadTextFiles } from '../../routing/text/teaching/load-text-files.ts';
import { readTasks } from '../../routing/text/teaching/read-tasks.ts';
import { createTaskMemory, type TaskMemory } from '../../routing/text/teaching/task-memory.ts';
import type { TextModel } from '../../routing/text/text-ranking.ts';

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
  files: RoutingFiles,
  directory: Directory,
  learned: Learned,
  now: string,
): RoutingBook {
  return bookWith(
    files,
    directory,
    learned,
    buildTextModel({ ...files.text, taxonomy: files.taxonomy, directory, memory: learned.memory }, now),
  );
}

/** The same for one that is made again and again: the text model only where units have changed, as people come and go daily. */
export function keepBooks(files: RoutingFiles): typeof bookOf {
  let kept: { readonly units: string; readonly model: TextModel } | undefined;
  return (_, directory, learned, now) => {
    const units = JSON.stringify(directory.units);
    if (kept?.units !== units) {
      const sources = { ...files.text, taxonomy: files.taxonomy, directory, memory: learned.memory };
      kept = { units, model: buildTextModel(sources, now) };
    }
    return bookWith(files, directory, learned, kept.model);
  };
}

function bookWith(
  { rules, places }: RoutingFiles,
  directory: Directory,
  { precedents }: Learned,
  text: TextModel,
): RoutingBook {
  return prepareRouting({ directory, rules, places, precedents, text });
}

/** A memory that reads tasks as the files say, and knows none yet. */
export function memoryFor({ text }: RoutingFiles): TaskMemory {
  return createTaskMemory(readTasks(text.segment, text.settings.read));
}

/** What a list of precedents teaches, all of them at once. */
export function learnedFrom(files: RoutingFiles, precedents: readonly Precedent[]): Learned {
  const memory = memoryFor(files);
  for (const precedent of precedents) memory.learn(precedent);
  return { precedents, memory };
}

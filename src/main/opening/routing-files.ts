import { join } from 'node:path';
import type { Directory } from '../../directory/directory.ts';
import { readTaxonomy, type Taxonomy } from '../../directory/files/taxonomy.ts';
import { atOnce } from '../../platform/in-slices.ts';
import { projectRoot } from '../../platform/process/project-root.ts';
import { keepBook } from '../../routing/books/keep-book.ts';
import type { Places } from '../../routing/books/place-book.ts';
import type { Precedent } from '../../routing/books/precedent.ts';
import { prepareRouting, type RoutingBook } from '../../routing/books/prepare-routing.ts';
import { loadPlaces } from '../../routing/rules/load-places.ts';
import { loadRules } from '../../routing/rules/load-rules.ts';
import type { RoutingRules } from '../../routing/rules/rule.ts';
import { keepTextModel, type Teach } from '../../routing/text/keep-text-model.ts';
import { type TextFiles, teachTextModel } from '../../routing/text/teaching/build-text-model.ts';
import { loadTextFiles } from '../../routing/text/teaching/load-text-files.ts';
import { readTasks } from '../../routing/text/teaching/read-tasks.ts';
import { createTaskMemory, type TaskMemory } from '../../routing/text/teaching/task-memory.ts';

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

/** Turns files, directory and rulings into the book that routing goes by, taught by them; `now` is an ISO instant. */
export function bookOf(
  files: RoutingFiles,
  directory: Directory,
  precedents: readonly Precedent[],
  now: string,
): RoutingBook {
  const memory = memoryFor(files);
  for (const precedent of precedents) memory.learn(precedent);
  const text = atOnce(teachFrom(files, memory)(directory, now));
  return prepareRouting({ directory, rules: files.rules, places: files.places, precedents, text });
}

/**
 * Keeps that book in step with a directory and precedents that change, with a memory that has been taught `taught`;
 * `failed` is told when a text model could not be made, and the one before stays.
 */
export function keepRouting(
  files: RoutingFiles,
  memory: TaskMemory,
  taught: readonly Precedent[],
  failed: (error: unknown) => void,
): ReturnType<typeof keepBook> {
  const { rules, places } = files;
  return keepBook({
    prepare: (directory, rulings) => prepareRouting({ directory, rules, places, precedents: [], rulings }),
    text: keepTextModel(teachFrom(files, memory), failed),
    memory,
    taught,
  });
}

function teachFrom({ text, taxonomy }: RoutingFiles, memory: TaskMemory): Teach {
  return (directory, now) => teachTextModel({ ...text, taxonomy, directory, memory }, now);
}

/** A memory that reads tasks as the files say, and knows none yet. */
export function memoryFor({ text }: RoutingFiles): TaskMemory {
  return createTaskMemory(readTasks(text.segment, text.settings.read));
}

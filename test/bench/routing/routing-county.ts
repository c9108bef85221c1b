import { join } from 'node:path';
import type { Directory } from '../../../src/directory/directory.ts';
import { loadDirectory } from '../../../src/directory/files/load-directory.ts';
import { readTaxonomy, type Taxonomy } from '../../../src/directory/files/taxonomy.ts';
import { keepRouting } from '../../../src/main/opening/routing-files.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import type { Places } from '../../../src/routing/books/place-book.ts';
import type { Precedent } from '../../../src/routing/books/precedent.ts';
import { prepareRouting, type RoutingBook } from '../../../src/routing/books/prepare-routing.ts';
import { loadPlaces } from '../../../src/routing/rules/load-places.ts';
import { loadRules } from '../../../src/routing/rules/load-rules.ts';
import type { RoutingRules } from '../../../src/routing/rules/rule.ts';
import { buildTextModel, type TextFiles } from '../../../src/routing/text/teaching/build-text-model.ts';
import { loadTextFiles } from '../../../src/routing/text/teaching/load-text-files.ts';
import { readTasks } from '../../../src/routing/text/teaching/read-tasks.ts';
import { createTaskMemory, type TaskMemory } from '../../../src/routing/text/teaching/task-memory.ts';

/** The moment at which the bench routes: a constant, so that the figures do not change with the day. */
export const NOW = '2026-11-23T01:00:00.000Z';

/** The shipped configuration, read once. */
export interface ShippedCounty {
  readonly directory: Directory;
  readonly taxonomy: Taxonomy;
  readonly rules: RoutingRules;
  readonly places: Places;
  readonly files: TextFiles;
}

/** Reads the shipped configuration. */
export function shippedCounty(): ShippedCounty {
  const config = join(projectRoot(), 'config');
  const taxonomy = readTaxonomy(join(config, 'taxonomy.json'));
  return {
    taxonomy,
    directory: loadDirectory(join(config, 'directory'), taxonomy),
    rules: loadRules(join(config, 'routing/rules.yaml')),
    places: loadPlaces(join(config, 'routing/places.yaml')),
    files: loadTextFiles(join(config, 'routing')),
  };
}

/** A routing book over a county and what it has been taught. */
export function bookOf(county: ShippedCounty, precedents: readonly Precedent[] = []): RoutingBook {
  const memory = memoryOf(county);
  for (const precedent of precedents) memory.learn(precedent);
  return bookWith(county, precedents, memory);
}

/** The same with a memory that has been taught already. */
export function bookWith(
  county: ShippedCounty,
  precedents: readonly Precedent[],
  memory: TaskMemory,
): RoutingBook {
  const { directory, taxonomy, rules, places, files } = county;
  const text = buildTextModel({ ...files, directory, taxonomy, memory }, NOW);
  return prepareRouting({ directory, rules, places, precedents, text });
}

/** Keeps a county's book as a process does, with a memory that has been taught `taught`. */
export function keepCounty(
  { taxonomy, rules, places, files }: ShippedCounty,
  memory: TaskMemory,
  taught: readonly Precedent[],
): ReturnType<typeof keepRouting> {
  return keepRouting({ rules, places, taxonomy, text: files }, memory, taught, (error) => {
    throw error;
  });
}

/** A memory that knows no task yet. */
export function memoryOf({ files }: ShippedCounty): TaskMemory {
  return createTaskMemory(readTasks(files.segment, files.settings.read));
}

import { join } from 'node:path';
import type { Directory } from '../directory/directory.ts';
import { readTaxonomy, type Taxonomy } from '../directory/taxonomy.ts';
import { projectRoot } from '../platform/project-root.ts';
import { loadPlaces } from '../routing/load-places.ts';
import { loadRules } from '../routing/load-rules.ts';
import type { Places } from '../routing/place-book.ts';
import type { Precedent } from '../routing/precedent.ts';
import { prepareRouting, type RoutingBook } from '../routing/prepare-routing.ts';
import type { RoutingRules } from '../routing/rule.ts';
import { buildTextModel, type TextFiles } from '../routing/text/build-text-model.ts';
import { loadTextFiles } from '../routing/text/load-text-files.ts';

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

/** Turns files, directory and precedents into the book that routing goes by; `now` is an ISO instant. */
export function bookOf(
  { rules, places, taxonomy, text }: RoutingFiles,
  directory: Directory,
  precedents: readonly Precedent[],
  now: string,
): RoutingBook {
  const model = buildTextModel({ ...text, directory, taxonomy, precedents }, now);
  return prepareRouting({ directory, rules, places, precedents, text: model });
}

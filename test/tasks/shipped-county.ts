import { join } from 'node:path';
import { loadDirectory } from '../../src/directory/files/load-directory.ts';
import { dutyCategories, readTaxonomy } from '../../src/directory/files/taxonomy.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { prepareRouting } from '../../src/routing/books/prepare-routing.ts';
import { loadPlaces } from '../../src/routing/rules/load-places.ts';
import { loadRules } from '../../src/routing/rules/load-rules.ts';
import type { County } from '../../src/tasks/county.ts';
import { county as calendar } from '../calendar/county-calendar.ts';
import { shippedLadder } from '../calendar/ladder/shipped-ladder.ts';
import { countyLimits } from '../calendar/limits/county-limits.ts';

const config = join(projectRoot(), 'config');
const taxonomy = readTaxonomy(join(config, 'taxonomy.json'));
const directory = loadDirectory(join(config, 'directory'), taxonomy);
const book = prepareRouting({
  directory,
  rules: loadRules(join(config, 'routing', 'rules.yaml')),
  places: loadPlaces(join(config, 'routing', 'places.yaml')),
  precedents: [],
});

/** The county as the product ships it. */
export const shippedCounty: County = {
  directory: () => directory,
  routing: () => book,
  calendar: () => calendar,
  limits: () => countyLimits,
  ladder: () => shippedLadder,
};

/** All categories of the taxonomy as the product ships it. */
export const shippedCategories = dutyCategories(taxonomy);

/** Where the sample ledger lies. */
export const SAMPLE_LEDGER = join(config, 'samples', 'ledger-sample.csv');

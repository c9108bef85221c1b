import { join } from 'node:path';
import { loadDirectory } from '../../src/directory/load-directory.ts';
import { dutyCategories, readTaxonomy } from '../../src/directory/taxonomy.ts';
import { projectRoot } from '../../src/platform/project-root.ts';
import { loadPlaces } from '../../src/routing/load-places.ts';
import { loadRules } from '../../src/routing/load-rules.ts';
import { prepareRouting } from '../../src/routing/prepare-routing.ts';
import type { County } from '../../src/tasks/county.ts';
import { county as calendar } from '../calendar/county-calendar.ts';
import { countyLimits } from '../calendar/county-limits.ts';
import { shippedLadder } from '../calendar/shipped-ladder.ts';

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

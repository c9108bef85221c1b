import { join } from 'node:path';
import { loadLimits } from '../../../src/calendar/limits/load-limits.ts';
import { dutyCategories, readTaxonomy } from '../../../src/directory/files/taxonomy.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';

const config = join(projectRoot(), 'config');

/** Every category of the taxonomy as the product ships it. */
export const countyCategories = dutyCategories(readTaxonomy(join(config, 'taxonomy.json')));

/** The limits of the county as the product ships them. */
export const countyLimits = loadLimits(join(config, 'limits'), countyCategories);

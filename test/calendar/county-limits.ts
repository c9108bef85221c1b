import { join } from 'node:path';
import { loadLimits } from '../../src/calendar/load-limits.ts';
import { projectRoot } from '../../src/platform/project-root.ts';

/** The limits of the county as the product ships them. */
export const countyLimits = loadLimits(join(projectRoot(), 'config', 'limits'));

import { join } from 'node:path';
import { loadLadder } from '../../../src/calendar/ladder/load-ladders.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';

/** The ladder the product ships. */
export const shippedLadder = await loadLadder(join(projectRoot(), 'config/ladders'));

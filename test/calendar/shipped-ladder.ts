import { join } from 'node:path';
import type { Ladder } from '../../src/calendar/ladder.ts';
import { loadLadders } from '../../src/calendar/load-ladders.ts';
import { projectRoot } from '../../src/platform/project-root.ts';

/** The ladder the product ships. */
export const shippedLadder: Ladder = found(await loadLadders(join(projectRoot(), 'config/ladders')));

function found(ladders: ReadonlyMap<string, Ladder>): Ladder {
  const ladder = ladders.get('default');
  if (ladder === undefined) throw new Error('config/ladders holds no ladder named default');
  return ladder;
}

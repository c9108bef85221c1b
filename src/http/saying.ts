import { spoken } from '../directory/spoken.ts';
import type { DoorDeps } from './door-deps.ts';
import type { Say } from './problem-reply.ts';

/** Says sentences with the names that the directory in force has. */
export function sayingOf({ county }: Pick<DoorDeps, 'county'>): Say {
  return (sentence) => spoken(county.directory(), sentence);
}

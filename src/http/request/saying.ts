import { spoken } from '../../directory/spoken.ts';
import type { Say } from '../answer/problem-reply.ts';
import type { DoorDeps } from '../door-deps.ts';

/** Says sentences with the names that the directory in force has. */
export function sayingOf({ county }: Pick<DoorDeps, 'county'>): Say {
  return (sentence) => spoken(county.directory(), sentence);
}

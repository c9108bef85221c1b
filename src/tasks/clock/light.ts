import type { LightBounds } from '../../calendar/clock/light.ts';
import { lights, type TaskLight } from '../../contract/light.ts';

/** What a light is told from: while its clock stands still a task keeps the one it had. */
export interface Lit {
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly heldLight: string | null;
}

/** The light of a task by the same two instants that filter lists, so that a list and its items always agree. */
export function taskLight({ dueAt, closedAt, heldLight }: Lit, bounds: LightBounds): TaskLight {
  if (dueAt === null || closedAt !== null) return 'none';
  if (isLight(heldLight)) return heldLight;
  if (dueAt.getTime() < Date.parse(bounds.overdueBefore)) return 'red';
  return dueAt.getTime() < Date.parse(bounds.yellowBefore) ? 'yellow' : 'green';
}

function isLight(stored: string | null): stored is TaskLight {
  return (lights as readonly (string | null)[]).includes(stored);
}

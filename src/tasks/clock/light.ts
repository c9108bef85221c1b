import type { LightBounds } from '../../calendar/clock/light.ts';

/** 绿 on time, 黄 due within the warning window, 红 overdue; none without a due date or after closing. */
export const lights = ['green', 'yellow', 'red', 'none'] as const;
export type TaskLight = (typeof lights)[number];

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

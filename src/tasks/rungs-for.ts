import type { County } from './county.ts';

/** A rung of the supervision ladder as a task carries it. */
interface Rung {
  readonly key: string;
  readonly code: string;
  readonly at: string;
}

/** The rungs that a due date arms. */
export function rungsFor(
  _county: County,
  _terms: {
    readonly from: string;
    readonly dueAt: string;
    readonly suspendedMinutes: number;
    readonly now: string;
  },
): readonly Rung[] {
  return [];
}

/** The rungs that an urge at an instant arms. */
export function rungsForUrge(_county: County, _urgedAt: string): readonly Rung[] {
  return [];
}

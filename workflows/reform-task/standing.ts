import { z } from 'zod';
import { instant } from '../fields.ts';

/** Colours in which a task may be shown. */
const light = z.enum(['green', 'yellow', 'red', 'none']);

/** What the task force decides within a limit of its own, and since when; what was counted for another comes too late. */
const deciding = z.strictObject({ what: z.enum(['triage', 'ruling', 'review', 'parking']), from: instant });

/** Whose turn it is beside the unit's, and what the unit's clock does meanwhile. */
export const standing = {
  deciding: deciding.nullable(),
  /**
   * While a claim is reviewed or a return ruled on, the unit's light and ladder stand as they did then; `light` as soon
   * as the engine has said which it was.
   */
  held: z.strictObject({ since: instant, light: light.nullable() }).nullable(),
  /** From where what a review took too long is credited to the unit; null where nothing is. */
  creditFrom: instant.nullable(),
  /** From where the limit for receipt counts; null before dispatch. */
  receiptFrom: instant.nullable(),
};

export const NOT_STANDING = { deciding: null, held: null, creditFrom: null, receiptFrom: null };

type Deciding = z.output<typeof deciding>;

/** The task force has to decide from an instant on; by when, the engine counts. */
export function asked(what: Deciding['what'], from: string) {
  return { deciding: { what, from }, decideBy: null };
}

/** The same while the clock of the unit stands still. */
export function heldFor(what: 'ruling' | 'review', from: string) {
  return { ...asked(what, from), held: { since: from, light: null } };
}

/** What was to be decided is decided, and the clock of the unit goes on. */
export const DECIDED = { deciding: null, decideBy: null, held: null };

/** True while the clock of the unit stands still, since others decide, or the task is parked. */
export function standsStill({
  held,
  parked,
}: {
  readonly held: object | null;
  readonly parked: object | null;
}): boolean {
  return held !== null || parked !== null;
}

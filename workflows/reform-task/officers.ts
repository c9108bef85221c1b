import type { Actor } from '../../src/engine/definition/define.ts';
import { DUTY_SEAT, isTaskForceSeat, leaderSeatOf, TASK_FORCE_UNIT } from '../../src/vocabulary/seats.ts';
import type { ReformTaskContext } from './context.ts';

type HeldBy = Pick<ReformTaskContext, 'officer'>;

/** The seat of the task force that answers for what waits at it: of the officer who has taken it, else the duty seat. */
export function taskForceSeat({ officer }: HeldBy): string {
  return officer ?? DUTY_SEAT;
}

/** The seat for which an actor acts: their own, or the one that they stand in for; null where they have none. */
export function seatActedFor({ seat, onBehalfOf }: Actor): string | null {
  const stoodInFor = onBehalfOf === undefined ? undefined : /^seat:(.+)$/.exec(onBehalfOf)?.[1];
  return stoodInFor ?? seat ?? null;
}

/** Whether an actor acts as an officer of the task force. */
export function actsAsOfficer(actor: Actor): boolean {
  const seat = seatActedFor(actor);
  return seat !== null && isTaskForceSeat(seat);
}

/** Whether an actor may hand a task on or put it back: the officer who has it, the task force's leader, the duty seat. */
export function mayPassOn({ officer }: HeldBy, actor: Actor): boolean {
  const seat = seatActedFor(actor);
  return seat !== null && [officer, leaderSeatOf(TASK_FORCE_UNIT), DUTY_SEAT].includes(seat);
}

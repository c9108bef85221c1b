/** The unit of the task force. */
export const TASK_FORCE_UNIT = '330523-TF';

/** The seat that answers for a task when no unit does: before routing and after a failed one. */
export const DUTY_SEAT = `${TASK_FORCE_UNIT}/A`;

/** True for a seat of the task force itself, not of one of its sections. */
export function isTaskForceSeat(seat: string): boolean {
  return seat.startsWith(`${TASK_FORCE_UNIT}/`);
}

/** The seat (A角) of the commissioner of a unit. */
export function commissionerSeatOf(unit: string): string {
  return `${unit}/A`;
}

/** The seat of the leader of a unit, who signs what leaves it. */
export function leaderSeatOf(unit: string): string {
  return `${unit}/L`;
}

/** The seat of the head of a section: it answers for an assignment, unless the commissioner names another. */
export function sectionHeadSeatOf(section: string): string {
  return `${section}/H`;
}

/** The unit that a section belongs to: its code without the serial. */
export function unitOfSection(section: string): string {
  return section.slice(0, section.lastIndexOf('-'));
}

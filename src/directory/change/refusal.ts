import type { DirectoryFault } from '../check/directory-fault.ts';
import type { Explanation } from '../resolve/resolution.ts';

/** Why a change is refused: the conflict by name, and the value that caused it. */
export interface Refusal {
  readonly code: DirectoryFault['code'] | RefusalCode;
  /** Place of the operation in the change; missing where the whole does not fit together. */
  readonly operation?: number;
  readonly value: string;
  readonly message: Explanation;
}

export type RefusalCode =
  | 'sectionUnknown'
  | 'absenceUnknown'
  | 'delegationUnknown'
  | 'exists'
  | 'inThePast'
  | 'nothingChanges'
  | 'seatVacant'
  | 'seatNeeded'
  | 'notTheHolder'
  | 'onwardDelegation'
  | 'delegateOutsideUnit'
  | 'delegateAbsent'
  | 'ownRequest'
  | 'taskUnknown'
  | 'taskElsewhere'
  | 'handoverInvalid'
  | 'leavesGap';

/** Thrown inside an operation, caught by the plan: nothing of the change is kept. */
export class ChangeRefused extends Error {
  readonly refusal: Refusal;

  constructor(code: Refusal['code'], value: string, message: Explanation) {
    super(message.en);
    this.name = 'ChangeRefused';
    this.refusal = { code, value, message };
  }
}

/** A refusal as an expression. */
export function refuse(code: Refusal['code'], value: string, zh: string, en: string): never {
  throw new ChangeRefused(code, value, { zh, en });
}

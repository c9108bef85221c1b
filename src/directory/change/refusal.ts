import { ChangeRefused, type Refusal as RegisterRefusal } from '../../register/refusal.ts';
import type { DirectoryFault } from '../check/directory-fault.ts';

/** Why a change of the directory is refused. */
export type Refusal = RegisterRefusal<DirectoryFault['code'] | RefusalCode>;

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

/** A refusal as an expression. */
export function refuse(code: Refusal['code'], value: string, zh: string, en: string): never {
  throw new ChangeRefused({ code, value, message: { zh, en } });
}

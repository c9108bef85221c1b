import type { Words } from '../platform/wording/words.ts';

/** Why a change of a register is refused: the conflict by name, and the value that caused it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** Place of the operation in the change; missing where the whole does not fit together. */
  readonly operation?: number;
  readonly value: string;
  readonly message: Words;
}

/** Thrown inside an operation, caught by the plan: nothing of the change is kept. */
export class ChangeRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message.en);
    this.name = 'ChangeRefused';
    this.refusal = refusal;
  }
}

import { ChangeRefused, type Refusal } from './refusal.ts';

/** A change of a register: made as a whole or not at all, in the order given. */
export interface ChangeSet<Operation = unknown> {
  readonly reason: string;
  readonly operations: readonly Operation[];
}

/** What a change makes of a register; with conflicts it makes nothing, and `after` is as before. */
export interface RegisterPlan<Content, Change extends ChangeSet = ChangeSet> {
  readonly before: Content;
  readonly after: Content;
  readonly change: Change;
  readonly conflicts: readonly Refusal[];
}

/** How the operations of a register are tried. */
export interface Trial<Draft, Operation> {
  /** What one operation makes of what those before it made. Throws `ChangeRefused`. */
  readonly apply: (draft: Draft, operation: Operation) => Draft;
  /** What an operation is about, where nothing may be said twice in one change. */
  readonly subject?: (operation: Operation) => string;
}

/** What operations come to when all of them are tried; with conflicts nothing does. */
export interface Tried<Draft> {
  readonly draft: Draft;
  readonly conflicts: readonly Refusal[];
}

/** Tries operations in order; those after a refused one too, so that all refusals are told at once. */
export function tryOperations<Draft, Operation>(
  before: Draft,
  operations: readonly Operation[],
  { apply, subject }: Trial<Draft, Operation>,
): Tried<Draft> {
  const conflicts: Refusal[] = [];
  const seen = new Set<string>();
  let draft = before;
  for (const [place, operation] of operations.entries()) {
    const about = subject?.(operation);
    try {
      if (about !== undefined && seen.has(about)) throw new ChangeRefused(givenTwice(about));
      draft = apply(draft, operation);
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error;
      conflicts.push({ ...error.refusal, operation: place });
    }
    if (about !== undefined) seen.add(about);
  }
  return { draft, conflicts };
}

function givenTwice(value: string): Refusal {
  const message = { zh: `“${value}”在同一变更中出现两次`, en: `"${value}" is given twice in one change` };
  return { code: 'givenTwice', value, message };
}

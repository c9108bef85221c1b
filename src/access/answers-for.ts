import type { Caller } from './caller.ts';

/** What is asked about: a task, and whose requests on it are undecided. */
export interface AskedTask {
  readonly id: string;
  /** Ids of principals. */
  readonly requestedBy: readonly string[];
}

/**
 * Whether a caller answers for a seat in the matter of one task: through its own key, by standing in, or because this
 * task alone was lent to them. What is only lent does not reach the borrower's own undecided request.
 */
export function answersFor(caller: Caller, seat: string, { id, requestedBy }: AskedTask): boolean {
  if (caller.seats.includes(seat)) return true;
  const isOwnRequest = requestedBy.some((principal) => caller.selves.has(principal));
  const loan = caller.loans.get(id);
  if (loan?.seats.includes(seat) === true) return !isOwnRequest && caller.people.includes(loan.person);
  return caller.speaksFor.has(seat) && !(isOwnRequest && caller.borrowed.has(seat));
}

/** The seats' tasks that were lent to the caller's people one by one. */
export function tasksLentTo({ loans, people }: Caller): readonly string[] {
  return [...loans].flatMap(([task, { person }]) => (people.includes(person) ? [task] : []));
}

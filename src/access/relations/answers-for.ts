import type { Requesters } from '../../vocabulary/requesters.ts';
import type { Caller } from '../caller.ts';

/** What is asked about: a task, and whose requests on it are undecided. */
export interface AskedTask {
  readonly id: string;
  readonly requestedBy: Requesters | undefined;
}

/**
 * Whether a caller answers for a seat in the matter of one task: through its own key, by standing in, or because this
 * task alone was lent to them. What is only lent does not reach the borrower's own undecided request.
 */
export function answersFor(caller: Caller, seat: string, task: AskedTask): boolean {
  if (caller.seats.includes(seat)) return true;
  const loan = caller.loans.get(task.id);
  if (loan?.seats.includes(seat) === true) return caller.person === loan.person && !asksItself(caller, task);
  return caller.speaksFor.has(seat) && !(caller.borrowed.has(seat) && asksItself(caller, task));
}

/** Whether an undecided request on a task is the caller's own, through whatever seat it was made. */
export function asksItself({ person, selves }: Caller, { requestedBy }: AskedTask): boolean {
  if (requestedBy === undefined) return false;
  const { people, principals } = requestedBy;
  if (people.length > 0) return person !== undefined && people.includes(person);
  return principals.some((principal) => selves.has(principal));
}

/** True for a request that was made before requests kept their people, by a seat that the caller holds. */
export function askedByOldSeat(caller: Caller, task: AskedTask): boolean {
  return task.requestedBy?.people.length === 0 && asksItself(caller, task);
}

/** The seats' tasks that were lent to the caller one by one. */
export function tasksLentTo({ loans, person }: Caller): readonly string[] {
  return [...loans].flatMap(([task, loan]) => (loan.person === person ? [task] : []));
}

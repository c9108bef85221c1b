import { ENGINE, type Sight, type Title } from '../definition/define.ts';

/** An event of the log, as far as it can be news to a sender. */
export interface PastEvent {
  readonly revision: number;
  readonly type: string;
  readonly principal: string;
  readonly name: string;
  /** ISO instants. */
  readonly at: string;
  readonly dueAt: string | null;
  /** After the event. */
  readonly state: string;
  readonly owner: string;
}

/** What a sender has not seen and needs to, named for those who are told. */
export interface News extends PastEvent {
  readonly title: Title;
}

/**
 * The first event that is news to a sender who decides on certain facts (`sees`; where it is undefined, to everything but
 * bookkeeping): `log` begins with the event that they saw last. Undefined where they may go on.
 */
export function newsIn(
  log: readonly PastEvent[],
  sees: readonly Sight[] | undefined,
  isRoutine: (type: string) => boolean,
): PastEvent | undefined {
  const [seen, ...since] = log;
  if (seen === undefined) return since[0];
  const facts: readonly Sight[] = sees ?? ['state'];
  return since.find(
    (event) =>
      event.principal !== ENGINE.principal ||
      event.owner !== seen.owner ||
      facts.some((fact) => event[fact] !== seen[fact]) ||
      (sees === undefined && !isRoutine(event.type)),
  );
}

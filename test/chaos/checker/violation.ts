/** The invariants that must hold after every round, by the names under which figures report them. */
export const invariants = {
  I1: 'every acknowledged command has its event',
  I2: 'each Idempotency-Key has at most one event, a refused one none',
  I3: 'event revisions of a task run 1..n without a gap',
  I4: 'the task row equals the fold of its events',
  I5: 'every stored transition is legal',
  I6: 'no due work is left, or it is parked with an alarm',
  I7: 'each effect has its one result: neither lost nor doubled',
  I9: 'a timer fires once, never early, never after the end',
  I10: 'the hash chain is intact',
  I11: 'events are stamped in the order in which they happened, none with a time that had not come',
  I12: 'what ended before another began has the lower revision',
} as const;

export type Invariant = keyof typeof invariants;

/** What it means to those who rely on it. */
export type Harm = 'lost' | 'doubled' | 'stuck' | 'broken';

/** One place where an invariant does not hold. */
export interface Violation {
  readonly invariant: Invariant;
  readonly harm: Harm;
  readonly detail: string;
}

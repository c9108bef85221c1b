/** The instant of the ledger, in milliseconds since 1970. Passed to whatever needs the time; never read inside a decision. */
export type Clock = () => number;

/** A clock that follows the database's: a process whose own clock is wrong must not fire timers early or late. */
export interface LedgerClock {
  readonly now: Clock;
  /** Measures the offset to the database anew. */
  synchronise(): Promise<void>;
  /** Milliseconds this process's clock is behind the database's. */
  offset(): number;
}

/** Makes a clock from a query that answers the database's time; offsets within the round trip's error are ignored. */
export function createLedgerClock(askDatabase: () => Promise<number>, local: Clock = Date.now): LedgerClock {
  let offset = 0;
  return {
    now: () => local() + offset,
    offset: () => offset,
    async synchronise() {
      const sent = local();
      const theirs = await askDatabase();
      const received = local();
      const measured = theirs - (sent + received) / 2;
      offset = Math.abs(measured) <= 50 + (received - sent) ? 0 : Math.round(measured);
    },
  };
}

let lastInstant = { ms: 0, text: new Date(0).toISOString() };

/** An instant as ISO text in UTC with milliseconds, the only form that is stored and hashed. */
export function isoOf(ms: number): string {
  // What happens at once asks for the same instant many times over.
  if (lastInstant.ms !== ms) lastInstant = { ms, text: new Date(ms).toISOString() };
  return lastInstant.text;
}

/** The instant of the ledger, in milliseconds since 1970. Passed to whatever needs the time; never read inside a decision. */
export type Clock = () => number;

/** A clock that follows the database's: a process whose own clock is wrong must not fire timers early or late. */
export interface LedgerClock {
  readonly now: Clock;
  /** Measures the offset to the database anew; a jump that nothing else bears out is told and not followed. */
  synchronise(): Promise<void>;
}

/** Where the time of this process comes from. */
export interface LocalClocks {
  /** Never goes back nor jumps: not when the machine's clock is set. */
  readonly steady: Clock;
  /** The machine's clock, which is right again after a sleep. */
  readonly wall: Clock;
}

/** Clocks that differ by more than this have jumped; what is less is drift. */
export const JUMP_MS = 5_000;

const MACHINE: LocalClocks = { steady: () => performance.timeOrigin + performance.now(), wall: Date.now };

/**
 * Makes a clock from a query that answers the database's time; offsets within the round trip's error are ignored.
 *
 * Three clocks have to agree two to one. Where the database's alone has jumped, events go on by the steady one: timers
 * would fire days early, stamped with a time that they had not come to. Where this machine slept, database and wall
 * clock agree, and are followed.
 */
export function createLedgerClock(
  askDatabase: () => Promise<number>,
  onJump: (ms: number) => void,
  { steady, wall }: LocalClocks = MACHINE,
): LedgerClock {
  let offset: number | undefined;
  const now = (): number => steady() + (offset ?? 0);
  return {
    now: () => Math.round(now()),
    async synchronise() {
      const sent = steady();
      const theirs = await askDatabase();
      const received = steady();
      const measured = theirs - (sent + received) / 2;
      const jump = offset === undefined ? 0 : measured - offset;
      const isBorneOut = Math.abs(theirs - wall()) <= JUMP_MS;
      if (Math.abs(jump) > JUMP_MS + (received - sent) && !isBorneOut) {
        onJump(Math.round(jump));
        return;
      }
      // Small differences are the round trip's, not the clock's.
      if (offset === undefined || Math.abs(jump) > 50 + (received - sent)) offset = measured;
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

import { type Clock, createLedgerClock } from '../../../src/platform/clock.ts';

/** The clock of a simulated process: the product's own, over a machine whose clock can be set. */
export interface RigClock {
  /** By which events are stamped and timers fire. */
  readonly now: Clock;
  /** Somebody sets the machine's clock so many milliseconds ahead of the true time. */
  setAhead(ms: number): void;
  stop(): void;
}

const SYNCHRONISE_MS = 50;

const steady = (): number => performance.timeOrigin + performance.now();

/** Starts one; the database's clock is right. Where a bug is planted, the machine's clock is believed. */
export async function startRigClock(believesMachine: boolean): Promise<RigClock> {
  let aheadMs = 0;
  const wall = () => Date.now() + aheadMs;
  const ledger = createLedgerClock(
    () => Promise.resolve(Date.now()),
    () => undefined,
    { steady, wall },
  );
  await ledger.synchronise();
  const timer = setInterval(() => void ledger.synchronise(), SYNCHRONISE_MS);
  return {
    now: believesMachine ? wall : ledger.now,
    setAhead: (ms) => {
      aheadMs = ms;
    },
    stop: () => clearInterval(timer),
  };
}

/** Another process that was heard, and whether anybody there waits for news. */
interface Other {
  readonly listens: boolean;
  readonly heardAtMs: number;
}

/** Each process says that it is there so often. */
export const ANNOUNCE_EVERY_MS = 30_000;
/** A listener that was not heard for two announcements and a half is gone. */
const GONE_AFTER_MS = 75_000;
/** An answer to the question who is there comes within milliseconds; a process that is busy is given longer. */
const ANSWERED_WITHIN_MS = 5_000;

/** Which other processes there are, as far as this one has heard; times are milliseconds of a clock that never goes back. */
export interface Audience {
  /** Notes that this process has asked who is there: until all had time to answer it must be taken that others are. */
  asked(nowMs: number): void;
  /** Notes that this process may not hear the others for now. */
  deaf(): void;
  /** Notes another process; true where it was not known, so that what it did before may have been told to nobody. */
  heard(other: string, listens: boolean, nowMs: number): boolean;
  /** Whether another process may be waiting for news. */
  mayListen(nowMs: number): boolean;
}

/** Starts without knowing of any other, and so as if one might be there. */
export function createAudience(): Audience {
  const others = new Map<string, Other>();
  let sureFromMs = Number.POSITIVE_INFINITY;

  function isThere({ heardAtMs }: Other, nowMs: number): boolean {
    return nowMs - heardAtMs <= GONE_AFTER_MS;
  }

  return {
    asked(nowMs) {
      sureFromMs = nowMs + ANSWERED_WITHIN_MS;
    },
    deaf() {
      sureFromMs = Number.POSITIVE_INFINITY;
    },
    heard(other, listens, nowMs) {
      const known = others.get(other);
      others.set(other, { listens, heardAtMs: nowMs });
      return known === undefined || !isThere(known, nowMs);
    },
    mayListen(nowMs) {
      if (nowMs < sureFromMs) return true;
      for (const [id, other] of others) {
        if (!isThere(other, nowMs)) others.delete(id);
        else if (other.listens) return true;
      }
      return false;
    },
  };
}

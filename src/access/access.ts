import type pg from 'pg';
import type { DirectoryWatch } from '../directory/store/directory-register.ts';
import type { Clock } from '../platform/clock.ts';
import { Problem } from '../platform/wording/problem.ts';
import type { Caller } from './caller.ts';
import { createCallers } from './caller-at.ts';
import { bearerKeyOf, keyDigest } from './keys/api-key.ts';
import { createSessionBook } from './sessions/session-book.ts';
import type { SessionTerms } from './sessions/session-life.ts';
import { isToken } from './sessions/session-token.ts';
import { type KnownKey, loadAccessVersion, loadKnownKeys } from './store/load-access.ts';

/** What a request shows of who sends it: a key in its Authorization header, or the token of a session. */
export type Shown =
  | { readonly authorization: string | undefined }
  | {
      readonly session: string;
      /** False for what a page asks by itself: it keeps nobody signed in. */
      readonly extending: boolean;
    };

type Found = Caller | undefined;

/** Who is asking. */
export interface Access {
  /**
   * The caller that a request shows; undefined where it shows nobody. Answers at once while what it knows is younger
   * than a second, else asks the database first, and rejects where that fails.
   */
  identify(shown: Shown): Found | Promise<Found>;
  /** Looks for changes now; revoking and disabling call it, so that this process obeys at once. */
  refresh(): Promise<void>;
  close(): void;
}

/** Longest time for which a revocation, or the end of a tenure, made elsewhere may go unnoticed here. */
const TRUST_MS = 1_000;
const POLL_MS = 400;

/**
 * Loads all keys and sessions and keeps them in step with the database. They stand for a person as long as the directory
 * says so, so that a change of the directory made elsewhere is looked for along with their own.
 */
export async function openAccess(
  pool: pg.Pool,
  directory: Pick<DirectoryWatch, 'latest' | 'refresh'>,
  clock: Clock,
  terms: SessionTerms,
): Promise<Access> {
  let keys: ReadonlyMap<string, KnownKey> = new Map();
  let version = '';
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;
  let sessionVersion = '';
  const callerOf = createCallers(() => directory.latest(), clock);
  const sessions = createSessionBook(pool, () => directory.latest(), clock, terms);

  async function check(): Promise<void> {
    const askedAt = performance.now();
    const found = await loadAccessVersion(pool);
    if (found.access !== version) {
      keys = new Map((await loadKnownKeys(pool)).map((key) => [key.digest, key]));
      version = found.access;
    }
    if (found.sessions !== sessionVersion) {
      await sessions.refresh();
      sessionVersion = found.sessions;
    }
    // A database without a directory goes by one that is kept elsewhere.
    if (found.directory !== null && found.directory !== directory.latest().version) await directory.refresh();
    checkedAt = askedAt;
  }

  function refresh(): Promise<void> {
    // A check that is under way may have read before the change: the next one follows it.
    const next = (checking ?? Promise.resolve()).then(check, check);
    const settled = next.finally(() => {
      if (checking === settled) checking = undefined;
    });
    checking = settled;
    return settled;
  }

  function look(digest: string): Found {
    const key = keys.get(digest);
    if (key === undefined) return undefined;
    return clock() < key.expiresAtMs ? callerOf(key) : undefined;
  }

  function lookUp(token: string, extending: boolean): Found | Promise<Found> {
    const found = sessions.find(token, extending);
    if (found instanceof Promise) return found.then((key) => key && callerOf(key));
    return found && callerOf(found);
  }

  /** Looks at once where what is known is fresh, else when it is. */
  function whenFresh(answer: () => Found | Promise<Found>): Found | Promise<Found> {
    if (performance.now() - checkedAt <= TRUST_MS) return answer();
    return (checking ?? refresh()).then(answer, (error: unknown) => {
      throw new Problem('unavailable', {
        zh: `身份暂时无法核验：${String(error)}`,
        en: `Nobody can be identified just now: ${String(error)}`,
      });
    });
  }

  await check();
  const poll = setInterval(() => {
    // A failed check shows when the next caller has to wait for one of its own.
    if (checking === undefined) refresh().catch(() => undefined);
  }, POLL_MS);
  poll.unref();

  return {
    identify(shown) {
      if ('session' in shown) {
        const { session, extending } = shown;
        return isToken(session) ? whenFresh(() => lookUp(session, extending)) : undefined;
      }
      const key = bearerKeyOf(shown.authorization);
      if (key === undefined) return undefined;
      const digest = keyDigest(key);
      return whenFresh(() => look(digest));
    },
    refresh,
    close: () => clearInterval(poll),
  };
}

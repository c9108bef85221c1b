import type pg from 'pg';
import type { DirectoryWatch } from '../directory/store/directory-register.ts';
import type { Clock } from '../platform/clock.ts';
import { Problem } from '../platform/wording/problem.ts';
import type { Caller } from './caller.ts';
import { createCallers } from './caller-at.ts';
import { bearerKeyOf, keyDigest } from './keys/api-key.ts';
import { type KnownKey, loadAccessVersion, loadKnownKeys } from './store/load-access.ts';

/** Who is asking. Signing in will come through the same seam. */
export interface Access {
  /**
   * The caller that an Authorization header stands for; undefined where it stands for nobody. Answers at once while
   * what it knows is younger than a second, else asks the database first, and rejects where that fails.
   */
  authenticate(authorization: string | undefined): Caller | undefined | Promise<Caller | undefined>;
  /** Looks for changes now; whoever revokes or disables calls it, so that this process obeys at once. */
  refresh(): Promise<void>;
  close(): void;
}

/** Longest time for which a revocation, or the end of a tenure, made elsewhere may go unnoticed here. */
const TRUST_MS = 1_000;
const POLL_MS = 400;

/**
 * Loads all keys and keeps them in step with the database. A key stands for somebody as long as the directory says so,
 * so that a change of the directory made elsewhere is looked for along with changes of keys.
 */
export async function openAccess(
  pool: pg.Pool,
  directory: Pick<DirectoryWatch, 'latest' | 'refresh'>,
  clock: Clock,
): Promise<Access> {
  let keys: ReadonlyMap<string, KnownKey> = new Map();
  let version = '';
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;
  const callerOf = createCallers(() => directory.latest(), clock);

  async function check(): Promise<void> {
    const askedAt = performance.now();
    const found = await loadAccessVersion(pool);
    if (found.access !== version) {
      keys = new Map((await loadKnownKeys(pool)).map((key) => [key.digest, key]));
      version = found.access;
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

  function look(digest: string): Caller | undefined {
    const key = keys.get(digest);
    if (key === undefined) return undefined;
    return clock() < key.expiresAtMs ? callerOf(key) : undefined;
  }

  await check();
  const poll = setInterval(() => {
    // A failed check shows when the next caller has to wait for one of its own.
    if (checking === undefined) refresh().catch(() => undefined);
  }, POLL_MS);
  poll.unref();

  return {
    authenticate(authorization) {
      const key = bearerKeyOf(authorization);
      if (key === undefined) return undefined;
      const digest = keyDigest(key);
      if (performance.now() - checkedAt <= TRUST_MS) return look(digest);
      return (checking ?? refresh()).then(
        () => look(digest),
        (error: unknown) => {
          throw new Problem('unavailable', {
            zh: `密钥暂时无法核验：${String(error)}`,
            en: `Keys cannot be checked: ${String(error)}`,
          });
        },
      );
    },
    refresh,
    close: () => clearInterval(poll),
  };
}

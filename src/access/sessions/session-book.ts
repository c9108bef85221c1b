import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import type { Clock } from '../../platform/clock.ts';
import { isoOf } from '../../platform/clock.ts';
import type { PresentedKey } from '../caller-at.ts';
import { keyHolderOf } from '../keys/evaluation-principals.ts';
import { readChangedSessions, readSeen, type StoredSession } from '../store/sessions/read-sessions.ts';
import { noteSeen } from '../store/sessions/write-session.ts';
import { endOf, idleMsOf, type SessionTerms } from './session-life.ts';
import { tokenDigest } from './session-token.ts';

/** A session as a request presents it. */
export interface PresentedSession extends PresentedKey {
  readonly id: string;
  readonly seat: string;
  readonly person: string;
  readonly way: StoredSession['way'];
}

interface Kept {
  readonly session: StoredSession;
  seenAtMs: number;
  /** Up to when `seenAtMs` stands in the database. */
  notedAtMs: number;
  presented: { readonly directory: Directory; readonly key: PresentedSession | undefined } | undefined;
}

/** The sessions that stand, in memory: a request costs no query for the one that it presents. */
export interface SessionBook {
  /**
   * The session of a token, while it stands; undefined where it does not. `extends` is false for what a page asks by
   * itself: it keeps nobody signed in.
   */
  find(
    token: string,
    extending: boolean,
  ): Promise<PresentedSession | undefined> | PresentedSession | undefined;
  /** Takes in what changed in the database since the last look. */
  refresh(): Promise<void>;
}

/** A use is written down once in so long: another process may have to know of it. */
export const NOTE_MS = 60_000;

/** Makes the book of sessions over a database; empty until it is refreshed. */
export function createSessionBook(
  pool: pg.Pool,
  directory: () => Directory,
  clock: Clock,
  terms: SessionTerms,
): SessionBook {
  const byDigest = new Map<string, Kept>();
  let version = '0';

  function keep(session: StoredSession): void {
    if (BigInt(session.version) > BigInt(version)) version = session.version;
    if (session.endedAt !== null || session.expiresAt.getTime() <= clock()) {
      byDigest.delete(session.digest);
      return;
    }
    const seen = Math.max(session.seenAt.getTime(), byDigest.get(session.digest)?.seenAtMs ?? 0);
    byDigest.set(session.digest, {
      session,
      seenAtMs: seen,
      notedAtMs: session.seenAt.getTime(),
      presented: undefined,
    });
  }

  function presentedOf(kept: Kept): PresentedSession | undefined {
    const current = directory();
    if (kept.presented?.directory === current) return kept.presented.key;
    const { id, seat, person, way, seatAt, expiresAt } = kept.session;
    const holder = keyHolderOf(current, seat, clock(), person);
    const credential = {
      id,
      label: 'session',
      signedIn: way,
      expiresAt: isoOf(expiresAt.getTime()),
      boundAt: isoOf(seatAt.getTime()),
    };
    const key = holder && { holder, credential, id, seat, person, way };
    kept.presented = { directory: current, key };
    return key;
  }

  function stands(kept: Kept, key: PresentedSession, nowMs: number): boolean {
    const { expiresAt, endedAt } = kept.session;
    const span = { seenAtMs: kept.seenAtMs, expiresAtMs: expiresAt.getTime(), endedAtMs: endedAt?.getTime() };
    return nowMs < endOf(span, idleMsOf(key.holder.role, terms));
  }

  function used(kept: Kept, nowMs: number): void {
    kept.seenAtMs = Math.max(kept.seenAtMs, nowMs);
    if (nowMs - kept.notedAtMs < NOTE_MS) return;
    kept.notedAtMs = nowMs;
    // Only a hint for other processes: where it fails, the next use tries again.
    noteSeen(pool, kept.session.id, isoOf(nowMs)).catch(() => {
      kept.notedAtMs = Number.NEGATIVE_INFINITY;
    });
  }

  async function seenElsewhere(
    kept: Kept,
    key: PresentedSession,
    extending: boolean,
  ): Promise<PresentedSession | undefined> {
    const seen = await readSeen(pool, kept.session.id);
    kept.seenAtMs = Math.max(kept.seenAtMs, seen?.getTime() ?? 0);
    const nowMs = clock();
    if (!stands(kept, key, nowMs)) return undefined;
    if (extending) used(kept, nowMs);
    return key;
  }

  return {
    find(token, extending) {
      const kept = byDigest.get(tokenDigest(token));
      const key = kept && presentedOf(kept);
      if (kept === undefined || key === undefined) return undefined;
      const nowMs = clock();
      if (!stands(kept, key, nowMs)) {
        return kept.session.expiresAt.getTime() <= nowMs ? undefined : seenElsewhere(kept, key, extending);
      }
      if (extending) used(kept, nowMs);
      return key;
    },
    async refresh() {
      const nowMs = clock();
      for (const [digest, { session }] of byDigest) {
        if (session.expiresAt.getTime() <= nowMs) byDigest.delete(digest);
      }
      for (const session of await readChangedSessions(pool, { after: version, at: isoOf(nowMs) }))
        keep(session);
    },
  };
}

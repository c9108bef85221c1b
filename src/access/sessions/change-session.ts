import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { logSignIn, type Origin } from '../store/accounts/sign-in-log.ts';
import { endSessions, setSessionSeat } from '../store/sessions/write-session.ts';
import { seatFor } from './open-session.ts';

export interface ChangingSession {
  readonly pool: pg.Pool;
  readonly nowMs: number;
  readonly origin: Origin;
}

interface SessionOf {
  readonly id: string;
  readonly person: string;
}

/** Ends a session of a person; false where it had ended, or is another person's. */
export function endSession(changing: ChangingSession, { person, id }: SessionOf): Promise<boolean> {
  return endThose(changing, { person, only: id });
}

/** Ends every session of a person; false where none stood. */
export function endSessionsOf(changing: ChangingSession, person: string): Promise<boolean> {
  return endThose(changing, { person });
}

function endThose(
  { pool, nowMs, origin }: ChangingSession,
  which: { readonly person: string; readonly only?: string },
): Promise<boolean> {
  const at = isoOf(nowMs);
  return inTransaction(pool, async (client) => {
    const ended = await endSessions(client, { ...which, at });
    for (const session of ended) {
      await logSignIn(client, {
        kind: 'left',
        at,
        person: which.person,
        login: null,
        session,
        by: null,
        ...origin,
      });
    }
    return ended.length > 0;
  });
}

/** Has a session act as another seat that its person holds. Throws `not-permitted` where they do not. */
export async function chooseSeat(
  { pool, nowMs, origin }: ChangingSession,
  directory: Directory,
  { person, id, seat: asked }: SessionOf & { readonly seat: string },
): Promise<void> {
  const seat = seatFor(directory, person, asked, nowMs);
  const at = isoOf(nowMs);
  await inTransaction(pool, async (client) => {
    await setSessionSeat(client, { id, seat, at });
    await logSignIn(client, {
      kind: 'seatChosen',
      at,
      person,
      login: null,
      session: id,
      by: null,
      ...origin,
    });
  });
}

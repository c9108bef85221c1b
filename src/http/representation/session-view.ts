import type { z } from 'zod';
import { keyHolderOf } from '../../access/keys/evaluation-principals.ts';
import type { OpenedSession } from '../../access/sessions/open-session.ts';
import { idleMsOf, type SessionTerms } from '../../access/sessions/session-life.ts';
import type { StoredSession } from '../../access/store/sessions/read-sessions.ts';
import type { openedSession, sessionEntry } from '../../contract/session.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { seatName } from '../../directory/names.ts';
import { seatsHeldBy } from '../../directory/resolve/seat-holder.ts';

/** A session as it is shown to the page that opened it, or that chose another seat. */
export function openedSessionView(
  session: Omit<OpenedSession, 'token'>,
  directory: Directory,
  { nowMs, terms }: { readonly nowMs: number; readonly terms: SessionTerms },
): z.input<typeof openedSession> {
  const { id, person, seat, expiresAt } = session;
  return {
    id,
    person: { id: person, name: indexDirectory(directory).people.get(person)?.name ?? person },
    seat: { id: seat, name: seatName(directory, seat) },
    seats: seatsHeldBy(directory, person, nowMs).map((one) => ({ id: one, name: seatName(directory, one) })),
    expiresAt,
    idleSeconds: Math.round(idleMsOf(keyHolderOf(directory, seat, nowMs, person)?.role, terms) / 1000),
  };
}

/** A session among the others of its person. */
export function sessionEntryView(
  session: StoredSession,
  directory: Directory,
  current: string,
): z.input<typeof sessionEntry> {
  const { id, seat, way, createdAt, seenAt, expiresAt, address, agent } = session;
  return {
    id,
    seat: { id: seat, name: seatName(directory, seat) },
    way,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    agent,
    current: id === current,
  };
}

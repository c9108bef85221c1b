import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { seatsHeldBy } from '../../directory/resolve/seat-holder.ts';
import { isoOf } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { logSignIn, type Origin } from '../store/accounts/sign-in-log.ts';
import type { StoredSession } from '../store/sessions/read-sessions.ts';
import { insertSession } from '../store/sessions/write-session.ts';
import type { SessionTerms } from './session-life.ts';
import { newToken, tokenDigest } from './session-token.ts';

/** A session at the one moment when its token can be read. */
export interface OpenedSession {
  readonly id: string;
  readonly token: string;
  readonly person: string;
  readonly seat: string;
  /** ISO instant after which it ends whatever is done in it. */
  readonly expiresAt: string;
}

export interface OpeningSession {
  readonly pool: pg.Pool;
  readonly directory: Directory;
  readonly terms: { readonly session: SessionTerms };
  readonly nowMs: number;
  readonly origin: Origin;
}

/** Opens a session for a person, acting as a seat that they hold. Throws `not-permitted` where they hold none, or not that. */
export async function openSession(
  { pool, directory, terms, nowMs, origin }: OpeningSession,
  who: {
    readonly person: string;
    readonly login: string;
    readonly way: StoredSession['way'];
    readonly seat?: string | undefined;
  },
): Promise<OpenedSession> {
  const seat = seatFor(directory, who.person, who.seat, nowMs);
  const [id, token, at] = [newId(nowMs), newToken(), isoOf(nowMs)];
  const { person, login, way } = who;
  const expiresAt = isoOf(nowMs + terms.session.absoluteMs);
  await inTransaction(pool, async (client) => {
    const opened = await insertSession(client, {
      id,
      digest: tokenDigest(token),
      person,
      seat,
      way,
      at,
      expiresAt,
      ...origin,
    });
    if (!opened) throw shutOut();
    await logSignIn(client, { kind: 'entered', at, person, login, session: id, by: null, ...origin });
  });
  return { id, token, person, seat, expiresAt };
}

function shutOut(): Problem {
  return new Problem('not-permitted', {
    zh: '账号已停用。请与系统管理员联系。',
    en: 'The account was shut out. Ask an administrator.',
  });
}

/** The seat to act as: the one asked for, or the first that the person holds. Throws `not-permitted`. */
export function seatFor(
  directory: Directory,
  person: string,
  asked: string | undefined,
  nowMs: number,
): string {
  const held = seatsHeldBy(directory, person, nowMs);
  const seat = asked === undefined ? held[0] : held.find((one) => one === asked);
  if (seat !== undefined) return seat;
  const name = indexDirectory(directory).people.get(person)?.name ?? person;
  if (held.length === 0) {
    throw new Problem('not-permitted', {
      zh: `${name}此刻不任任何岗位，不能登录。请由管理员先任命：目录变更，操作为 appoint。`,
      en: `${name} holds no seat now and cannot come in. An administrator appoints them first: a change of the directory, operation "appoint".`,
    });
  }
  throw new Problem('not-permitted', {
    zh: `${name}不任岗位${asked ?? ''}，所任的是：${held.join('、')}。`,
    en: `${name} does not hold ${asked ?? ''}; they hold ${held.join(', ')}.`,
  });
}

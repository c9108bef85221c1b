import type pg from 'pg';
import type { Attempt } from '../../accounts/lock-out.ts';

/** What is written down of signing in. */
export const SIGN_IN_KINDS = {
  entered: { zh: '登录', en: 'signed in' },
  refused: { zh: '登录被拒', en: 'was refused' },
  left: { zh: '退出', en: 'signed out' },
  seatChosen: { zh: '切换岗位', en: 'chose a seat' },
  invited: { zh: '邀请', en: 'was invited' },
  passwordSet: { zh: '设置口令', en: 'set a password' },
  disabled: { zh: '停用账号', en: 'was shut out' },
  enabled: { zh: '启用账号', en: 'was let in again' },
} as const;

export type SignInKind = keyof typeof SIGN_IN_KINDS;

/** Where a request came from. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

export interface SignInEvent extends Origin {
  readonly kind: SignInKind;
  /** ISO instant. */
  readonly at: string;
  readonly person: string | null;
  readonly login: string | null;
  readonly session: string | null;
  /** Who did it; null where the person did. */
  readonly by: string | null;
}

/** Writes an event down, in the transaction of what it tells; the database chains it to the one before. */
export async function logSignIn(database: pg.Pool | pg.ClientBase, event: SignInEvent): Promise<void> {
  const { kind, at, person, login, session, by, address, agent } = event;
  await database.query(
    `INSERT INTO sign_in_event (at, kind, person, login, session, by, address, agent)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [at, kind, person, login, session, by, address, agent.slice(0, 200)],
  );
}

/** What was tried under a name since an instant, the newest first, and how often an address was refused since another. */
export async function readAttempts(
  database: pg.Pool,
  asked: {
    readonly login: string;
    readonly since: string;
    readonly address: string;
    readonly addressSince: string;
  },
): Promise<{ readonly attempts: readonly Attempt[]; readonly ofAddress: number }> {
  const { rows } = await database.query<{ at: Date; kind: string }>(
    `SELECT at, kind FROM sign_in_event WHERE login = $1 AND at > $2 AND kind IN ('refused', 'entered')
    ORDER BY at DESC, position DESC LIMIT 200`,
    [asked.login, asked.since],
  );
  const { rows: counted } = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM sign_in_event WHERE address = $1 AND at > $2 AND kind = 'refused'`,
    [asked.address, asked.addressSince],
  );
  return {
    attempts: rows.map(({ at, kind }) => ({ atMs: at.getTime(), entered: kind === 'entered' })),
    ofAddress: counted[0]?.n ?? 0,
  };
}

/** An event as the log has it. */
export interface LoggedSignIn extends Omit<SignInEvent, 'at'> {
  readonly position: string;
  readonly at: Date;
}

/** Reads events, the newest first, before a position. */
export async function readSignIns(
  database: pg.Pool,
  {
    before,
    person,
    limit,
  }: { readonly before?: number | undefined; readonly person?: string | undefined; readonly limit: number },
): Promise<readonly LoggedSignIn[]> {
  const { rows } = await database.query<LoggedSignIn>(
    `SELECT e.position::text, at, kind, person, login, session, by, address, agent FROM sign_in_event e
    WHERE ($1::bigint IS NULL OR e.position < $1) AND ($2::text IS NULL OR person = $2)
    ORDER BY e.position DESC LIMIT $3`,
    [before ?? null, person ?? null, limit],
  );
  return rows;
}

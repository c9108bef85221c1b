import type pg from 'pg';

/** A person who may sign in. */
export interface Account {
  /** Id of a person of the directory. */
  readonly person: string;
  /** In small letters. */
  readonly login: string;
  /** Argon2id; null until the invitation is taken up. */
  readonly password: string | null;
  readonly earlier: readonly string[];
  readonly passwordAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly disabledAt: Date | null;
}

/** Whether an account waits for its person, is in use, or is shut out. */
export function stateOf({ disabledAt, password }: Account): 'invited' | 'open' | 'disabled' {
  if (disabledAt !== null) return 'disabled';
  return password === null ? 'invited' : 'open';
}

const COLUMNS = `person, login, password, earlier, password_at AS "passwordAt", created_at AS "createdAt",
  created_by AS "createdBy", disabled_at AS "disabledAt"`;

/** The account of a login name, or of a person. */
export async function readAccount(
  database: pg.Pool | pg.ClientBase,
  by: { readonly login: string } | { readonly person: string },
): Promise<Account | undefined> {
  const [column, value] = 'login' in by ? ['login', by.login] : ['person', by.person];
  const { rows } = await database.query<Account>(`SELECT ${COLUMNS} FROM account WHERE ${column} = $1`, [
    value,
  ]);
  return rows[0];
}

/** All accounts, by login. */
export async function listAccounts(database: pg.Pool | pg.ClientBase): Promise<readonly Account[]> {
  const { rows } = await database.query<Account>(`SELECT ${COLUMNS} FROM account ORDER BY login`);
  return rows;
}

/** Whether anybody has ever been let in by an account. */
export async function hasAccounts(database: pg.Pool | pg.ClientBase): Promise<boolean> {
  const { rowCount } = await database.query('SELECT 1 FROM account LIMIT 1');
  return rowCount === 1;
}

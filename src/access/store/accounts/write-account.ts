import type pg from 'pg';

/** Opens an account, or gives one that has a new login name. Fails where another person has the name. */
export async function saveAccount(
  client: pg.ClientBase,
  account: { readonly person: string; readonly login: string; readonly at: string; readonly by: string },
): Promise<void> {
  await client.query(
    `INSERT INTO account (person, login, created_at, created_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (person) DO UPDATE SET login = excluded.login`,
    [account.person, account.login, account.at, account.by],
  );
}

/** Sets a password; the one before joins those that are not taken again. */
export async function savePassword(
  client: pg.ClientBase,
  {
    person,
    password,
    at,
    remembered,
  }: { readonly person: string; readonly password: string; readonly at: string; readonly remembered: number },
): Promise<void> {
  await client.query(
    `UPDATE account SET password = $2, password_at = $3,
      earlier = (CASE WHEN password IS NULL THEN earlier ELSE array_prepend(password, earlier) END)[1:$4]
    WHERE person = $1`,
    [person, password, at, remembered],
  );
}

/** Shuts an account out, or lets it in again where `at` is null; false where that changes nothing. */
export async function setDisabled(
  client: pg.ClientBase,
  person: string,
  at: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE account SET disabled_at = $2 WHERE person = $1 AND (disabled_at IS NULL) = ($2::timestamptz IS NOT NULL)',
    [person, at],
  );
  return rowCount === 1;
}

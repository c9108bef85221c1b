import type pg from 'pg';

/** Revokes a key for good; false where there is no such key in force. */
export async function revokeKey(pool: pg.Pool, keyId: string, at: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL',
    [keyId, at],
  );
  return rowCount === 1;
}

/** Shuts a principal out, whatever keys it has; false where it is unknown or shut out already. */
export async function disablePrincipal(pool: pg.Pool, principal: string, at: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE principal SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL',
    [principal, at],
  );
  return rowCount === 1;
}

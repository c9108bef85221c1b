import type pg from 'pg';
import type { Principal } from '../caller.ts';

/** A key that may be presented, with whom it stands for. */
export interface KnownKey {
  /** Hex SHA-256 of the key. */
  readonly digest: string;
  /** Epoch milliseconds; infinite where the key does not expire. */
  readonly expiresAt: number;
  readonly principal: Principal;
}

interface KeyRow extends Principal {
  readonly digest: string;
  readonly expires_at: Date | null;
}

/** Reads the number that grows with every change of principals and keys. */
export async function loadAccessVersion(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>({
    name: 'load-access-version',
    text: 'SELECT version::text AS version FROM access_version',
  });
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('Table access_version is empty: expected its one row.');
  return version;
}

/** Reads all keys that are neither revoked nor of a disabled principal. */
export async function loadKnownKeys(pool: pg.Pool): Promise<readonly KnownKey[]> {
  const { rows } = await pool.query<KeyRow>(
    `SELECT encode(k.hash, 'hex') AS digest, k.expires_at, k.scopes, p.id, p.name, p.role, p.seats
    FROM api_key k JOIN principal p ON p.id = k.principal
    WHERE k.revoked_at IS NULL AND p.disabled_at IS NULL`,
  );
  return rows.map(({ digest, expires_at, id, name, role, seats, scopes }) => ({
    digest,
    expiresAt: expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
    principal: { id, name, role, seats, scopes },
  }));
}

import type pg from 'pg';
import type { Principal } from '../caller.ts';
import type { PresentedKey } from '../caller-at.ts';

/** A key that may be presented, with whom it stands for. */
export interface KnownKey extends PresentedKey {
  /** Hex SHA-256 of the key. */
  readonly digest: string;
  /** Epoch milliseconds; infinite where the key does not expire. */
  readonly expiresAtMs: number;
}

interface KeyRow extends Principal {
  readonly digest: string;
  readonly key_id: string;
  readonly label: string;
  readonly person: string | null;
  readonly bound_at: Date;
  readonly expires_at: Date | null;
}

/** What changes whom keys stand for. */
export interface AccessVersion {
  /** Grows with every change of principals and keys. */
  readonly access: string;
  /** Grows with every session that begins, ends or changes its seat. */
  readonly sessions: string;
  /** Of the directory; null where the database holds none. */
  readonly directory: number | null;
}

/** Reads the numbers that grow with every change of principals and keys, and of the directory. */
export async function loadAccessVersion(pool: pg.Pool): Promise<AccessVersion> {
  const { rows } = await pool.query<AccessVersion>({
    name: 'load-access-version',
    text: `SELECT version::text AS access, (SELECT version::text FROM session_version) AS sessions,
      (SELECT max(version) FROM directory_version) AS directory
      FROM access_version`,
  });
  const [found] = rows;
  if (found === undefined) throw new Error('Table access_version is empty: expected its one row.');
  return found;
}

/** Reads all keys that are neither revoked nor of a disabled principal. */
export async function loadKnownKeys(pool: pg.Pool): Promise<readonly KnownKey[]> {
  const { rows } = await pool.query<KeyRow>(
    `SELECT encode(k.hash, 'hex') AS digest, k.id AS key_id, k.label, k.person, k.bound_at, k.expires_at, k.scopes,
      p.id, p.name, p.role, p.seats
    FROM api_key k JOIN principal p ON p.id = k.principal
    WHERE k.revoked_at IS NULL AND p.disabled_at IS NULL`,
  );
  return rows.map(
    ({ digest, key_id, label, person, bound_at, expires_at, id, name, role, seats, scopes }) => ({
      digest,
      expiresAtMs: expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
      holder: { id, name, role, seats, scopes, person: person ?? undefined },
      credential: {
        id: key_id,
        label,
        expiresAt: expires_at?.toISOString() ?? null,
        boundAt: bound_at.toISOString(),
      },
    }),
  );
}

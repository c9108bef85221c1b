import type pg from 'pg';
import type { KeyHolder } from '../caller.ts';
import type { Scope } from '../role.ts';

/** A key about to be stored; the key itself stays with the caller. */
export interface KeyToStore {
  readonly id: string;
  /** Hex SHA-256 of the key. */
  readonly digest: string;
  readonly principal: Omit<KeyHolder, 'scopes'>;
  readonly scopes: readonly Scope[];
}

export interface Issue {
  readonly keys: readonly KeyToStore[];
  /** What the keys are for; earlier keys of these principals with the same label end with this issue. */
  readonly label: string;
  /** ISO instants; without an expiry the keys are good until they are revoked. */
  readonly at: string;
  readonly expiresAt: string | null;
  /** Who issues them: a person, a command, or the product itself. */
  readonly by: string;
}

/** Stores principals and one key for each in one statement; principals that exist get the new name, role and seats. */
export async function storeKeys(
  database: pg.Pool | pg.ClientBase,
  { keys, label, at, expiresAt, by }: Issue,
): Promise<void> {
  const rows = keys.map(({ id, digest, principal, scopes }) => ({
    id,
    digest,
    scopes,
    principal: principal.id,
    name: principal.name,
    role: principal.role,
    seats: principal.seats,
    person: principal.person ?? null,
  }));
  await database.query(STORE_KEYS, [JSON.stringify(rows), label, at, expiresAt, by]);
}

const STORE_KEYS = `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(
    id uuid, digest text, scopes jsonb, principal text, name text, role text, seats jsonb, person text)
), known AS (
  INSERT INTO principal (id, name, role, seats, created_at)
  SELECT DISTINCT ON (principal) principal, name, role, ARRAY(SELECT jsonb_array_elements_text(seats)), $3::timestamptz
  FROM given
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, seats = excluded.seats
), ended AS (
  UPDATE api_key SET revoked_at = $3::timestamptz
  WHERE label = $2 AND revoked_at IS NULL AND principal IN (SELECT principal FROM given)
)
INSERT INTO api_key (id, principal, hash, label, scopes, created_at, expires_at, person, bound_at, issued_by)
SELECT id, principal, decode(digest, 'hex'), $2, ARRAY(SELECT jsonb_array_elements_text(scopes)), $3::timestamptz,
  $4::timestamptz, person, $3::timestamptz, $5
FROM given`;

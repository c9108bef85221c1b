import type pg from 'pg';

/** A key as those who keep keys see it; of the secret nothing is known. */
export interface KeyEntry {
  readonly id: string;
  readonly principal: string;
  readonly seats: readonly string[];
  /** Id of the person to whom it is given; null for a machine, and for keys of before that ended since. */
  readonly person: string | null;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly boundAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Which keys are asked for; all of them without a condition. */
export interface KeyFilter {
  readonly seat?: string | undefined;
  readonly person?: string | undefined;
  readonly label?: string | undefined;
  /** Only those that are not revoked. */
  readonly live?: boolean;
  readonly id?: string | undefined;
}

/** Reads keys, the newest first. */
export async function listKeys(
  database: pg.Pool | pg.ClientBase,
  { seat, person, label, live = false, id }: KeyFilter = {},
): Promise<readonly KeyEntry[]> {
  const { rows } = await database.query<KeyEntry>(
    `SELECT k.id, k.principal, p.seats, k.person, k.label, k.scopes, k.created_at AS "issuedAt", k.issued_by AS "issuedBy",
      k.bound_at AS "boundAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"
    FROM api_key k JOIN principal p ON p.id = k.principal
    WHERE ($1::text IS NULL OR $1 = ANY(p.seats)) AND ($2::text IS NULL OR k.person = $2)
      AND ($3::text IS NULL OR k.label = $3) AND (NOT $4 OR k.revoked_at IS NULL) AND ($5::uuid IS NULL OR k.id = $5)
    ORDER BY k.created_at DESC, k.id DESC`,
    [seat ?? null, person ?? null, label ?? null, live, id ?? null],
  );
  return rows;
}

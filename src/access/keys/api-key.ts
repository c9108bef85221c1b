import { hash, randomBytes } from 'node:crypto';

const BEARER = /^Bearer (od_[A-Za-z0-9_-]{43})$/i;

/** Makes a bearer key from 256 random bits; only its digest is ever stored. */
export function newKey(random: Uint8Array = randomBytes(32)): string {
  return `od_${Buffer.from(random).toString('base64url')}`;
}

/** The key in an Authorization header; undefined where it is none of ours. */
export function bearerKeyOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
}

/** Hex SHA-256 of a key. No salt: the key is random, nobody can guess its way to it. */
export function keyDigest(key: string): string {
  return hash('sha256', key);
}

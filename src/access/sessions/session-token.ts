import { hash, randomBytes } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A secret of 256 random bits, for a cookie or a one-time link; only its digest is stored. */
export function newToken(random: Uint8Array = randomBytes(32)): string {
  return Buffer.from(random).toString('base64url');
}

/** Whether a text can be a token at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** SHA-256 of a token, in hex. No salt: it is random, nobody can guess their way to it. */
export function tokenDigest(token: string): string {
  return hash('sha256', token);
}

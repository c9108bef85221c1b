import { hash } from 'node:crypto';

/** The ETag of a revision, as answers to changes carry it. */
export function revisionTag(revision: number): string {
  return `"${revision}"`;
}

/**
 * The ETag of a task as one caller sees it: the revision, and a digest, since who answers, the light and what the
 * caller may do change without a revision. If-Match reads the revision only.
 */
export function representationTag(revision: number, content: string): string {
  return `"${revision}-${hash('sha256', content).slice(0, 12)}"`;
}

/** The revision that a strong ETag of ours names; undefined where it is none. */
export function revisionIn(etag: string): number | undefined {
  const digits = /^"([1-9]\d{0,8})(?:-[0-9a-f]{12})?"$/.exec(etag)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** True where If-None-Match names the ETag, so that the client has what it would get. */
export function isNoneMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((part) => [etag, `W/${etag}`, '*'].includes(part.trim()));
}

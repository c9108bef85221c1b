import { hash } from 'node:crypto';

/** The ETag of a revision, as answers to changes carry it. */
export function revisionTag(revision: number): string {
  return `"${revision}"`;
}

/**
 * The ETag of a task as one caller sees it: the revision, and a digest, since who answers, the light and what the
 * caller may do change without a revision. If-Match reads the revision only. `essence` differs whenever the answer does.
 */
export function representationTag(revision: number, essence: string): string {
  return `"${revision}-${hash('sha256', essence).slice(0, 12)}"`;
}

/** The revision that an ETag of ours names; undefined where it is none. */
export function revisionIn(etag: string): number | undefined {
  const digits = /^"([1-9]\d{0,8})(?:-[0-9a-f]{12})?"$/.exec(withoutProxyMarks(etag))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** No tag of ours is as long, whatever a proxy added; and the pattern takes long over long ones. */
const LONGEST = 200;
const CODINGS = '[-;]+(?:x-)?(?:gzip|br|zstd|deflate|compress)';
const MARKED = new RegExp(`^(?:W/)?"([^"]*?)(?:${CODINGS})*"(?:${CODINGS})?$`, 'i');

/**
 * A proxy that compresses an answer makes its tag weak, or adds what it did: `-gzip` (Apache), `--gzip` (Jetty),
 * `;gzip`, before the last quotation mark or behind it. It is the same answer.
 */
function withoutProxyMarks(etag: string): string {
  const given = etag.trim();
  if (given.length > LONGEST) return given;
  const bare = MARKED.exec(given)?.[1];
  return bare === undefined ? given : `"${bare}"`;
}

/** The highest revision that If-None-Match names; undefined where it names none of ours. */
export function latestRevisionIn(ifNoneMatch: string | undefined): number | undefined {
  const known = (ifNoneMatch ?? '').split(',').flatMap((tag) => revisionIn(tag) ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** True where If-None-Match names the ETag, so that the client has what it would get. */
export function isNoneMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const bare = withoutProxyMarks(etag);
  return ifNoneMatch.split(',').some((part) => part.trim() === '*' || withoutProxyMarks(part) === bare);
}

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Problem } from '../../platform/wording/problem.ts';

/** What a cursor is good for: one caller's walk through one list. */
export interface CursorBinding {
  readonly principal: string;
  /** Name of the list, and the filter and order it was asked with. */
  readonly list: string;
  readonly query: Readonly<Record<string, unknown>>;
}

const DIGEST_BYTES = 12;
const MOST_CHARACTERS = 600;

/**
 * Makes an opaque cursor from the position after which the next page begins. The digest needs no secret: a position
 * only chooses where to begin within what the caller may read anyway; it is there so that a cursor that was damaged,
 * belongs to another list or to another caller is refused instead of answering nonsense.
 */
export function writeCursor(position: unknown, binding: CursorBinding): string {
  const body = Buffer.from(JSON.stringify(position));
  return Buffer.concat([digestOf(body, binding), body]).toString('base64url');
}

/** The position in a cursor. Throws `query-invalid` where it was not made for this caller and this list. */
export function readCursor<Position>(
  text: string,
  position: z.ZodType<Position>,
  binding: CursorBinding,
): Position {
  const bytes = text.length <= MOST_CHARACTERS ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  const body = bytes.subarray(DIGEST_BYTES);
  const sound =
    bytes.toString('base64url') === text && bytes.subarray(0, DIGEST_BYTES).equals(digestOf(body, binding));
  const parsed = sound ? position.safeParse(JSON.parse(body.toString())) : undefined;
  if (parsed?.success === true) return parsed.data;
  throw new Problem(
    'query-invalid',
    {
      zh: `cursor=${text.slice(0, 40)}：应为您以相同条件查询所得的游标，请从第一页重新查询。`,
      en: `cursor=${text.slice(0, 40)}: expected a cursor that you got from the same query; begin again with the first page.`,
    },
    { parameter: 'cursor' },
  );
}

function digestOf(body: Buffer, { principal, list, query }: CursorBinding): Buffer {
  const fields = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(['cursor', principal, list, fields]))
    .update(body)
    .digest()
    .subarray(0, DIGEST_BYTES);
}

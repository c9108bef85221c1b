import { z } from 'zod';

/** What a client knows of one command after all its tries under one Idempotency-Key. */
export const operation = z.strictObject({
  /** Unique in a round; stands in the payload, so that its event can be told from all others. */
  op: z.string().regex(/^op[0-9]+x$/),
  key: z.string(),
  principal: z.string(),
  /** The event it sends; `created` for a submission. */
  type: z.string(),
  /** Task it was sent to; null for a submission. */
  task: z.string().nullable(),
  /** Revision in If-Match; 0 for a submission. */
  expected: z.int(),
  /** Whether the payload carries `op`; some events have no place for it. */
  marked: z.boolean(),
  /** Milliseconds of the client's own monotonic clock. */
  started: z.number(),
  ended: z.number(),
  tries: z.int(),
  outcome: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('acked'), status: z.int(), task: z.string(), revision: z.int() }),
    z.strictObject({ is: z.literal('refused'), status: z.int(), code: z.string() }),
    z.strictObject({ is: z.literal('unknown'), error: z.string() }),
  ]),
});

export type Operation = z.infer<typeof operation>;

/** Reads a client-side history of JSON lines; throws, with its number, at a line that is none. */
export function parseHistory(text: string): readonly Operation[] {
  return text.split('\n').flatMap((line, n) => {
    if (line.trim() === '') return [];
    const parsed = operation.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`Line ${n + 1} is no operation: ${parsed.error.message}`);
    return [parsed.data];
  });
}

/** The mark in a payload, e.g. `op17x`: the letter at the end keeps 1 from matching 17. */
export function marksIn(text: string): readonly string[] {
  return text.match(/op[0-9]+x/g) ?? [];
}

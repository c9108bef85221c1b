import { z } from 'zod';

const person = z.object({ id: z.string(), name: z.string() });

/** Who is said to have answered for a seat in the past, and who was said to before a change recorded it otherwise. */
export const amendmentSchema = z.object({
  seat: z.string(),
  /** ISO instants; null until the moment of the change. */
  from: z.string(),
  until: z.string().nullable(),
  /** Null for a seat that was not known. */
  before: person.nullable(),
  after: person,
  via: z.string(),
});

export type Amendment = z.output<typeof amendmentSchema>;

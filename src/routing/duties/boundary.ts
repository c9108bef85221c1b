import { z } from 'zod';

const words = z.array(z.string().min(1)).min(1).readonly();
const units = z.array(z.string().min(1)).readonly();

/** What has to be said for a boundary to hold; of each list that is given one member is enough. */
const boundaryConditionsSchema = z.strictObject({
  /** Objects of duties. */
  objects: words,
  with: words.optional(),
  /** Kinds of act and groups of people, by their names in `words.yaml`. */
  acts: words.optional(),
  people: words.optional(),
  /** None of these may be said. */
  without: words.optional(),
});

/** Who leads where the words of several units meet. */
export const boundarySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
    ...boundaryConditionsSchema.shape,
    /** The unit that leads; none where the boundary is open and a person has to decide. */
    leads: z.string().min(1).optional(),
    open: z.literal(true).optional(),
    /** The units it is drawn against; of an open boundary all that could lead. */
    over: units,
    because: z.string().min(1),
    /** The document or the ruling it comes from. */
    basis: z.string().min(1).optional(),
  })
  .refine(({ leads, open }) => (leads === undefined) === (open === true), {
    message: 'expected either `leads` or `open: true`',
  });
export type Boundary = z.infer<typeof boundarySchema>;

/** The file of boundaries, asked from the top. */
export const boundariesFileSchema = z.strictObject({
  source: z.string().min(1),
  version: z.string().min(1),
  boundaries: z.array(boundarySchema).readonly(),
});
export type BoundariesFile = z.infer<typeof boundariesFileSchema>;

import { z } from 'zod';
import { slugText } from '../vocabulary/codes.ts';

const said = z.string().trim().min(1).max(60);
const list = z.array(said).min(1).max(40).readonly();

/** What may be written of a boundary; beside the id of a precedent all of it is optional. */
export const boundaryFields = z.strictObject({
  id: slugText
    .max(80)
    .optional()
    .meta({ description: '编号，小写字母、数字、连字符；缺省自拟 Its id; made up where there is none' }),
  precedent: z
    .string()
    .max(40)
    .optional()
    .meta({ description: '先例编号，如 2026-000123/4 The ruling it is drawn from' }),
  objects: list
    .optional()
    .meta({ description: '对象，说到其一即可 Objects of duties, any of which is said' }),
  with: list.optional(),
  acts: list.optional(),
  people: list.optional(),
  without: list.optional(),
  leads: said.optional().meta({ description: '牵头单位；不写且 open 为真即两可 The unit that leads' }),
  open: z.literal(true).optional(),
  over: list.optional().meta({ description: '与谁分界 The units it is drawn against' }),
  because: z.string().trim().min(1).max(300).optional(),
  basis: z.string().trim().min(1).max(300).optional(),
});
export type BoundaryFields = z.infer<typeof boundaryFields>;

/** A boundary as it stands, with who drew it. */
export const drawnBoundary = z
  .strictObject({
    ...boundaryFields.shape,
    id: z.string(),
    version: z.int(),
    at: z.iso.datetime(),
    by: z.string(),
    reason: z.string(),
    precedent: z.string().nullable(),
  })
  .meta({ id: 'DrawnBoundary' });

/** Which past tasks a boundary would move. */
export const whatIf = z
  .strictObject({
    replayed: z.int(),
    moves: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          from: z.string().optional().meta({ description: '原单位，空为人工 Without it a person decided' }),
          to: z.string().optional(),
          sentence: z.strictObject({ zh: z.string(), en: z.string() }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'BoundaryWhatIf' });

/** A boundary as it stands, and in a dry run what it would move. */
export const boundaryDrawn = drawnBoundary.extend({ whatIf: whatIf.optional() });

export type BoundaryDrawn = z.input<typeof boundaryDrawn>;

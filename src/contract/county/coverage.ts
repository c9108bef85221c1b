import { z } from 'zod';
import { title } from '../words.ts';

/** Office hours within which nobody of a unit answers, as coverage and plans show them. */
export const coverageGap = z
  .strictObject({
    unit: z.string(),
    unitName: z.string(),
    seat: z.string(),
    day: z.iso.date(),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    fallsTo: z.string().meta({ description: '届时落到何人 Whom the tasks fall to' }),
    reason: title,
  })
  .meta({ id: 'CoverageGap' });

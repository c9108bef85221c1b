import { z } from 'zod';
import { clockParty, title } from './task-schema.ts';

/** How late something is. */
export const lateMeasure = {
  days: z.number().meta({ description: '超期工作日，保留一位 Working days late, cut to one decimal' }),
  minutes: z.int(),
  words: title,
};

/** Who caused a lateness: of the parties that had the running clock since dispatch the one that had it longest. */
export const lateCause = z
  .strictObject({
    party: clockParty,
    minutes: z.int(),
    ofMinutes: z
      .int()
      .meta({ description: '交办以来计时总分钟数 Working minutes the clock ran since dispatch' }),
    words: title,
  })
  .meta({ id: 'LateCause' });

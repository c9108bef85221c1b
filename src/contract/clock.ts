import { z } from 'zod';
import { CLOCK_PARTIES, type ClockParty } from '../vocabulary/clock-party.ts';
import { title } from './words.ts';

/** Who can have the clock of a task. */
export const clockParty = z.enum(Object.keys(CLOCK_PARTIES) as [ClockParty, ...ClockParty[]]);

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

export type LateCause = Readonly<z.input<typeof lateCause>>;

import { z } from 'zod';
import { instant } from './fields.ts';

/** What a task remembers of how it was urged. `nextFrom` and `answerBy` follow the urge as soon as the engine has counted them. */
export const urgesSchema = z.strictObject({
  count: z.int(),
  lastAt: instant.nullable(),
  answered: z.boolean(),
  nextFrom: instant.nullable(),
  answerBy: instant.nullable(),
});

export type Urges = z.output<typeof urgesSchema>;

export const NEVER_URGED: Urges = { count: 0, lastAt: null, answered: true, nextFrom: null, answerBy: null };

/** After one more urge, whose interval and answer are still to be counted. */
export function urgedAgain({ count }: Urges, at: string): Urges {
  return { count: count + 1, lastAt: at, answered: false, nextFrom: null, answerBy: null };
}

/** Why a task is not urged again, said to the user after "不能…：". */
export const URGE_DUE = {
  title: { zh: '距上次催办未满规定间隔', en: 'The last urge is too recent' },
  why: ({ urges: { nextFrom } }: { readonly urges: Urges }) =>
    nextFrom === null
      ? {
          zh: '距上次催办未满规定间隔，请稍后再看何时可再催',
          en: 'The last urge is too recent; look again in a moment',
        }
      : {
          zh: `距上次催办未满规定间隔，${nextFrom} 起可再催办`,
          en: `The last urge is too recent; the next may come from ${nextFrom}`,
        },
  about: 'task',
} as const;

/** True when a task may be urged again; while the engine still counts the interval of the last urge, it is too early. */
export function mayUrge({ lastAt, nextFrom }: Pick<Urges, 'lastAt' | 'nextFrom'>, at: string): boolean {
  return lastAt === null || (nextFrom !== null && at >= nextFrom);
}

/** What tasks of the first version remember of urges: once in 24 hours was the rule. */
export type FirstUrges = Pick<Urges, 'count' | 'lastAt' | 'answered'>;

const FIRST_INTERVAL_MS = 24 * 3_600_000;

/** The urges of a task of the first version, with the interval that was the rule then. */
export function firstUrges(first: FirstUrges): Urges {
  const { lastAt } = first;
  const nextFrom = lastAt === null ? null : new Date(Date.parse(lastAt) + FIRST_INTERVAL_MS).toISOString();
  return { ...first, nextFrom, answerBy: null };
}

import { z } from 'zod';
import type { Title } from '../src/engine/definition/define.ts';

/** A written answer to a notice, as events of all versions carry it. */
export const toldAnswer = z.object({ reason: z.string(), expectedCompletion: z.string() }).optional();

/** An answer as it goes on after who has acknowledged what. */
export function answered(said: z.output<typeof toldAnswer>): Title | undefined {
  if (said === undefined) return undefined;
  const { reason, expectedCompletion } = said;
  return {
    zh: `，答复：${reason}，预计 ${expectedCompletion} 办结`,
    en: `, answer: ${reason}; to be completed ${expectedCompletion}`,
  };
}

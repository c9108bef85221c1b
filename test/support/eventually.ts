import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Long on purpose: it only decides how late a failing test fails, never whether a slow one passes. */
  readonly withinMs?: number;
  readonly everyMs?: number;
  /** What is waited for, told when it does not come. */
  readonly what?: string;
}

/**
 * Asks again and again until the answer is neither false, null nor undefined, and returns it. An `expect` that
 * throws inside counts as "not yet", so assertions can be written straight into the condition.
 */
export async function eventually<T>(
  condition: () => Promise<T> | T,
  { withinMs = 60_000, everyMs = 10, what = 'the condition' }: Patience = {},
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (isAnswer(answer)) return answer;
      last = `the last answer was ${String(answer)}`;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= end)
      throw new Error(`${what} did not come true within ${withinMs} ms: ${String(last)}`, { cause: last });
    await delay(everyMs);
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return answer !== false && answer !== null && answer !== undefined;
}

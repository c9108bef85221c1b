import type { Registry } from '../../engine/definition/registry.ts';
import { Problem } from '../../platform/wording/problem.ts';

/** So many tasks of one request are under way at once. */
const AT_ONCE = 10;

/**
 * Sends an event to several tasks, each by itself: one that refuses stops no other. Throws `event-unknown` where no
 * workflow takes it from several at once.
 */
export async function sendToMany<One, Result>(
  registry: Pick<Registry, 'all'>,
  type: string,
  all: readonly One[],
  send: (one: One) => Promise<Result>,
): Promise<readonly Result[]> {
  expectInBulk(registry, type);
  const results: Result[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(send))));
  }
  return results;
}

/** Throws `event-unknown` where no workflow takes the event from several at once. */
function expectInBulk(registry: Pick<Registry, 'all'>, type: string): void {
  const offered = registry.all.flatMap(({ events }) =>
    Object.entries(events).flatMap(([name, { inBulk, title }]) => (inBulk ? [{ name, title }] : [])),
  );
  if (offered.some(({ name }) => name === type)) return;
  const known = [...new Map(offered.map(({ name, title }) => [name, title]))];
  throw new Problem(
    'event-unknown',
    {
      zh: `“${type}”不能批量办理；可以批量办理的有：${known.map(([name, { zh }]) => `${zh}（${name}）`).join('、')}。`,
      en: `“${type}” cannot be sent to several tasks; these can: ${known.map(([name, { en }]) => `${en} (${name})`).join(', ')}.`,
    },
    { events: known.map(([name]) => name) },
  );
}

import { z } from 'zod';
import { NOTIFY } from '../../vocabulary/effects.ts';
import type { StoredEvent, StoredTask } from '../history.ts';
import type { AskedEffect } from '../replay.ts';
import type { CounterExample } from '../rules.ts';

const notified = z.object({ key: z.string() });
const issued = notified.extend({ seats: z.array(z.object({ seat: z.string() })) });

/**
 * Proves the ladder of a task: each rung, which is to say each key, fired once, notices were issued once for it and
 * after it, and to each seat once.
 */
export function proveRungs(
  { id: taskId }: StoredTask,
  events: readonly Pick<StoredEvent, 'type' | 'data' | 'revision'>[],
  asked: readonly AskedEffect[],
): CounterExample | undefined {
  const counter = (revision: number, expected: string, found: string): CounterExample => ({
    rule: 'rungs-once',
    taskId,
    revision,
    expected,
    found,
  });
  const fired = new Map<string, number>();
  for (const { revision, effect } of asked) {
    if (effect.name !== NOTIFY.name) continue;
    const { key } = notified.parse(effect.params);
    const before = fired.get(key);
    if (before !== undefined) return counter(revision, `rung ${key} once`, `fired at revision ${before} too`);
    fired.set(key, revision);
  }
  const told = new Map<string, number>();
  for (const { type, data, revision } of events) {
    if (!Object.hasOwn(NOTIFY.answers, type)) continue;
    const { key, seats } = issued.parse(JSON.parse(data));
    const since = fired.get(key);
    if (since === undefined || since >= revision) {
      return counter(revision, `rung ${key} fired before its notices`, 'it had not fired');
    }
    const before = told.get(key);
    if (before !== undefined) {
      return counter(revision, `notices of ${key} once`, `issued at revision ${before} too`);
    }
    told.set(key, revision);
    const twice = seats.find(({ seat }, n) => seats.findIndex((one) => one.seat === seat) < n);
    if (twice !== undefined) {
      return counter(revision, `one notice of ${key} for ${twice.seat}`, 'more than one');
    }
  }
  return undefined;
}

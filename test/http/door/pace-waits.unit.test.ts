import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createPace } from '../../../src/http/answer/pace-waits.ts';
import type { Reply } from '../../../src/http/answer/reply.ts';

const reply = (tag: string): Reply => ({ status: 200, headers: { ETag: tag } });
const never = new AbortController().signal;

/** A pace whose time passes only while a request waits for news, and whose pauses are counted. */
function paced() {
  let now = 0;
  const pauses: number[] = [];
  const pace = createPace({
    now: () => now,
    pause: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
  });
  const ask = (asked: string, tag: string, waitsMs = 0) =>
    pace(
      asked,
      async () => {
        now += waitsMs;
        return reply(tag);
      },
      never,
    );
  return { ask, pauses, at: () => now };
}

describe('who waits for news', () => {
  it('is not given the same answer twice within a second', async () => {
    const { ask, pauses } = paced();
    for (let n = 0; n < 3; n++) await ask('a', 'x');
    expect(pauses).toEqual([1_000, 1_000]);
  });

  it('is answered at once where it is news, or where they have waited long enough', async () => {
    const { ask, pauses } = paced();
    await ask('a', 'x');
    await ask('a', 'y');
    await ask('a', 'y', 5_000);
    expect(pauses).toEqual([]);
  });

  it('at two screens at once is told at both at once', async () => {
    let now = 0;
    const pauses: number[] = [];
    const pace = createPace({ now: () => now, pause: async (ms) => void pauses.push(ms) });
    const news = new EventEmitter();
    const both = ['a', 'a'].map((asked) =>
      pace(asked, () => once(news, 'told').then(() => reply('y')), never),
    );
    now = 20_000;
    news.emit('told');
    await Promise.all(both);
    expect(pauses).toEqual([]);
  });

  it('of whom there are many is remembered no longer than it matters', async () => {
    const { ask, pauses } = paced();
    for (let n = 0; n < 3_000; n++) await ask(`client ${n}`, 'x');
    await ask('client 0', 'x');
    expect(pauses).toEqual([]);
    await ask('client 2999', 'x');
    expect(pauses).toEqual([1_000]);
  });
});

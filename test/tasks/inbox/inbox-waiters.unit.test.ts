import { describe, expect, it } from '@jest/globals';
import { createInboxWaiters } from '../../../src/tasks/inbox/inbox-waiters.ts';

const LONG = 60_000;
const terms = (topics: readonly string[], principal = 'p') => ({ principal, topics, ms: LONG });

describe('waiting for news of a seat', () => {
  it('ends for those who wait at the seat and for nobody else', async () => {
    const waiters = createInboxWaiters(5);
    const here = waiters.wait(terms(['a', 'b']));
    const elsewhere = waiters.wait(terms(['c']));
    waiters.wake(['b', 'x']);
    expect(await here.outcome).toBe('woken');
    expect(waiters.size).toBe(1);
    elsewhere.cancel();
    expect(await elsewhere.outcome).toBe('gone');
  });

  it('hears news from the moment it was registered, before anybody awaits it', async () => {
    const waiters = createInboxWaiters(5);
    const waiting = waiters.wait(terms(['a']));
    waiters.wake(['a']);
    await Promise.resolve();
    expect(await waiting.outcome).toBe('woken');
  });

  it('ends for everybody when news may have been lost', async () => {
    const waiters = createInboxWaiters(5);
    const all = ['a', 'b', 'c'].map((seat) => waiters.wait(terms([seat])));
    waiters.wake();
    expect(await Promise.all(all.map(({ outcome }) => outcome))).toEqual(['woken', 'woken', 'woken']);
    expect(waiters.size).toBe(0);
  });

  it('ends when its time is up', async () => {
    const waiters = createInboxWaiters(5);
    expect(await waiters.wait({ principal: 'p', topics: ['a'], ms: 1 }).outcome).toBe('elapsed');
    expect(waiters.size).toBe(0);
  });

  it('ends when the client goes away, also when it had gone before', async () => {
    const waiters = createInboxWaiters(5);
    const client = new AbortController();
    const waiting = waiters.wait({ ...terms(['a']), signal: client.signal });
    client.abort();
    expect(await waiting.outcome).toBe('gone');
    expect(await waiters.wait({ ...terms(['a']), signal: client.signal }).outcome).toBe('gone');
    expect(waiters.size).toBe(0);
  });

  it('ends at once when the process stops', async () => {
    const waiters = createInboxWaiters(5);
    const waiting = waiters.wait(terms(['a']));
    waiters.release();
    expect(await waiting.outcome).toBe('elapsed');
  });

  it('keeps the first of several ends', async () => {
    const waiters = createInboxWaiters(5);
    const waiting = waiters.wait(terms(['a']));
    waiters.wake(['a']);
    waiting.cancel();
    waiters.release();
    expect(await waiting.outcome).toBe('woken');
  });

  it('is granted to one principal so many times at once, and again when one has ended', () => {
    const waiters = createInboxWaiters(2);
    const first = waiters.wait(terms(['a']));
    waiters.wait(terms(['b']));
    expect(() => waiters.wait(terms(['c']))).toThrow(expect.objectContaining({ code: 'too-many-requests' }));
    waiters.wait(terms(['c'], 'another'));
    first.cancel();
    waiters.wait(terms(['c']));
    waiters.release();
  });

  it('leaves nothing behind', async () => {
    const waiters = createInboxWaiters(1_000);
    const waits = Array.from({ length: 300 }, (_, n) => waiters.wait(terms([`s${n % 7}`, `s${n % 3}`])));
    waiters.wake(['s0', 's1']);
    waiters.wake(['s2', 's3', 's4', 's5', 's6']);
    expect(waiters.size).toBe(0);
    expect(new Set(await Promise.all(waits.map(({ outcome }) => outcome)))).toEqual(new Set(['woken']));
  });
});

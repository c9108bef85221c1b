import { describe, expect, it } from '@jest/globals';
import { createAnchorBuilder, parseAnchor, printAnchor } from '../../src/audit/anchor.ts';
import type { StoredEvent } from '../../src/audit/history.ts';

const event = (taskId: string, revision: number, at: string, hash = `h${revision}`) =>
  ({ taskId, revision, at, hash }) as StoredEvent;
const AT = '2026-11-23T01:00:00.000Z';
const LATER = '2026-11-23T01:00:00.001Z';

function rootOf(...histories: readonly (readonly StoredEvent[])[]): string {
  const builder = createAnchorBuilder(AT);
  for (const history of histories) builder.take(history);
  return builder.anchor().root;
}

describe('an anchor', () => {
  it('covers what happened up to its moment and nothing after', () => {
    const builder = createAnchorBuilder(AT);
    builder.take([event('a', 1, AT), event('a', 2, LATER)]);
    builder.take([event('b', 1, LATER)]);
    expect(builder.anchor()).toMatchObject({ at: AT, tasks: 1, events: 1 });
    expect(builder.anchor().root).toBe(rootOf([event('a', 1, AT)]));
  });

  it.each([
    ['a task is gone', [[event('a', 1, AT)]]],
    ['a tail is cut', [[event('a', 1, AT)], [event('b', 1, AT)]]],
    ['a head differs', [[event('a', 1, AT)], [event('b', 1, AT), event('b', 2, AT, 'other')]]],
  ])('has another root where %s', (_, histories) => {
    const whole = rootOf([event('a', 1, AT)], [event('b', 1, AT), event('b', 2, AT)]);
    expect(rootOf(...histories)).not.toBe(whole);
  });

  it('survives being printed and read', () => {
    const anchor = { at: AT, tasks: 3, events: 17, root: 'ab'.repeat(32) };
    expect(parseAnchor(`${printAnchor(anchor)}\n`)).toEqual(anchor);
  });

  it('carries how far each series has counted; lines of before do not', () => {
    const numbers = { '2026-': 40, '#serial': 120, '特：1,2': 3 };
    const anchor = { at: AT, tasks: 3, events: 17, root: 'ab'.repeat(32), numbers };
    expect(parseAnchor(printAnchor(anchor))).toEqual(anchor);
    expect(parseAnchor(printAnchor({ ...anchor, numbers: {} }))).toMatchObject({ numbers: {} });
    expect(() => parseAnchor(`${printAnchor(anchor)},x`)).toThrow('is no anchor');
  });

  it('says what it expected of a line that is none', () => {
    expect(() => parseAnchor('hello')).toThrow('"hello" is no anchor');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Directory } from '../../src/directory/directory.ts';
import { keepBook } from '../../src/routing/keep-book.ts';
import type { Precedent } from '../../src/routing/precedent.ts';
import { prepareRouting } from '../../src/routing/prepare-routing.ts';
import { smallCounty } from '../directory/small-county.ts';

const ruling = (id: string): Precedent => ({
  id,
  kind: 'ruling',
  unit: '330523-O1',
  title: `事项${id}`,
  at: '2026-11-22T00:00:00.000Z',
});

function kept() {
  let nowMs = 0;
  const made: number[] = [];
  const book = keepBook(
    (directory: Directory, precedents) => {
      made.push(precedents.length);
      return prepareRouting({ directory, rules: { version: 'none', rules: [] }, precedents });
    },
    () => nowMs,
    60_000,
  );
  return { book, made, at: (ms: number) => (nowMs = ms) };
}

describe('the book that is kept', () => {
  const directory = smallCounty();

  it('is the same while nothing changes', () => {
    const { book, made } = kept();
    const none: Precedent[] = [];
    expect(book(directory, none)).toBe(book(directory, none));
    expect(made).toEqual([0]);
  });

  it('has a new ruling at once without being made anew, and learns from it within the minute', () => {
    const { book, made, at } = kept();
    book(directory, []);
    const [one, two] = [[ruling('1')], [ruling('1'), ruling('2')]];
    at(10);
    expect(book(directory, one).rulings.filed).toHaveLength(1);
    expect(book(directory, two).rulings.filed).toHaveLength(2);
    expect(made).toEqual([0]);
    at(60_000);
    expect(book(directory, two).rulings.filed).toHaveLength(2);
    expect(made).toEqual([0, 2]);
    at(999_999);
    book(directory, two);
    expect(made).toEqual([0, 2]);
  });

  it('is made anew at once without what was withdrawn, so that its words are forgotten too', () => {
    const { book, made, at } = kept();
    const [one, two] = [ruling('1'), ruling('2')];
    book(directory, [one, two]);
    at(10);
    expect(book(directory, [two]).rulings.filed).toHaveLength(1);
    expect(made).toEqual([2, 1]);
  });

  it('is made anew at once for a new directory', () => {
    const { book, made } = kept();
    const none: Precedent[] = [];
    book(directory, none);
    const next = { ...directory, version: 2 };
    expect(book(next, none).directory).toBe(next);
    expect(made).toEqual([0, 0]);
  });
});

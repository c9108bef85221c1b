import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { folded, soughtWords, spelled, spelledLines } from '../../src/platform/wording/fold-text.ts';

/** Whether a text is found by what somebody typed, as the database looks: each word somewhere in a line. */
function finds(typed: string, ...texts: readonly string[]): boolean {
  const index = spelledLines(texts, 4_000);
  const words = soughtWords(typed);
  return words.length > 0 && words.every((word) => index.includes(spelled(word.folded)));
}

const CHARACTERS = '整治山塘智慧停车5Ga县局第三Ｘ９ｋß';
const PUNCTUATION = ' 　-—–－·（）()【】[]《》“”、，。_/';
const word = fc
  .array(fc.constantFrom(...Array.from(CHARACTERS)), { minLength: 1, maxLength: 8 })
  .map((characters) => characters.join(''));
/** The same text as another person writes it: other width, case, punctuation anywhere. */
const rewritten = (text: string) =>
  fc
    .tuple(
      fc.array(fc.constantFrom('', '', ...Array.from('-—－（）()【】·“”')), { minLength: 20, maxLength: 20 }),
      fc.array(fc.constantFrom('same', 'wide', 'upper', 'lower'), { minLength: 20, maxLength: 20 }),
    )
    .map(([marks, forms]) =>
      Array.from(text, (character, n) => (marks[n % 20] ?? '') + inForm(character, forms[n % 20])).join(''),
    );

function inForm(character: string, form: string | undefined): string {
  const code = character.codePointAt(0) ?? 0;
  if (form === 'wide' && code > 0x20 && code < 0x7f) return String.fromCodePoint(code + 0xfee0);
  if (form === 'upper') return character.toUpperCase();
  return form === 'lower' ? character.toLowerCase() : character;
}

describe('a search', () => {
  it.each([
    ['5G', '５Ｇ基站建设'],
    ['５ｇ', '5G基站建设'],
    ['智慧(停车)', '智慧（停车）系统'],
    ['智慧停车', '智慧【停车】系统'],
    ['整治 山塘', '山塘水库综合整治'],
    ['山塘　整治', '山塘水库综合整治'],
    ['e-mail', 'E－Mail 归档'],
    ['一件事', '“一件事”集成'],
    ['一网通办', '一网—通办'],
    ['2026—17号', '县委〔2026〕17号文'],
    ['《条例》', '条例'],
  ])('for %s finds %s', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it.each([
    ['整治 河道', '山塘水库综合整治'],
    ['治整', '山塘整治'],
    ['2025-000030', '2026-000030'],
    ['山整', '水库山', '整治'],
  ])('for %s does not find %s', (typed, ...texts) => {
    expect(finds(typed, ...texts)).toBe(false);
  });

  it('sees no difference of width, case and punctuation', () => {
    const pairs = word.chain((text) => fc.tuple(rewritten(text), rewritten(text)));
    fc.assert(
      fc.property(pairs, ([written, typed]) => {
        expect(folded(typed)).toBe(folded(written));
        expect(finds(typed, `前言${written}后记`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('finds several words in any order, and nothing where one is missing', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(), (words, seed) => {
        const typed = words.toSorted((a, b) => hashed(a, seed) - hashed(b, seed)).join(' ');
        expect(finds(typed, ...words)).toBe(true);
        expect(finds(`${typed} 缺字`, ...words)).toBe(false);
      }),
    );
  });

  it('keeps letters and digits of every script, and is the same when folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = folded(text);
        expect(folded(once)).toBe(once);
        expect(once).toMatch(/^[\p{L}\p{N}]*$/u);
      }),
    );
    // One letter may have several small forms, and which one stands can rest on what follows it.
    for (const text of ['ẞ', 'STRAẞE', 'ΑΣ!Β', 'ΑΣ', 'ŉ', 'ﬁ', 'İ'])
      expect(folded(folded(text))).toBe(folded(text));
    expect(new Set(['ß', 'ẞ', 'SS', 'ss'].map(folded)).size).toBe(1);
    for (const mark of PUNCTUATION) expect(folded(`整${mark}治`)).toBe('整治');
  });

  it('finds a part where it stands, and only there', () => {
    fc.assert(
      fc.property(word, word, (text, part) => {
        expect(finds(part, text)).toBe(folded(text).includes(folded(part)));
      }),
    );
  });
});

describe('a number that is typed', () => {
  it.each([
    ['2026-000030', { series: '2026-', digits: '000030' }],
    ['2026—000030', { series: '2026-', digits: '000030' }],
    ['２０２６－０３０', { series: '2026-', digits: '030' }],
    ['2026 - 30', { series: '2026-', digits: '30' }],
    ['2026–f000012', { series: '2026-F', digits: '000012' }],
  ])('%s is read as one', (typed, number) => {
    expect(soughtWords(typed)).toEqual([expect.objectContaining({ number })]);
  });

  it('may be its digits alone, of whatever year', () => {
    expect(soughtWords('000030')).toEqual([{ folded: '000030', count: 30 }]);
    expect(soughtWords('整治 30')).toEqual([{ folded: '整治' }, { folded: '30', count: 30 }]);
  });
});

function hashed(text: string, seed: number): number {
  return Array.from(text).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 997,
    seed % 997,
  );
}

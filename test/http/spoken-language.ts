import assert from 'node:assert/strict';

/** What callers read in a problem: sentences in their language, and pairs of both beside them. */
interface Told {
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly errors?: readonly { readonly message?: unknown }[];
}

/** What was typed or is somebody's name stands in quotation marks, and may be of any language. */
const QUOTED = /“[^”]*”|"(?:[^"\\]|\\.)*"/g;
/** Three words in a row make an English sentence; identifiers, codes and names of headers come singly. */
const ENGLISH = /\b[A-Za-z][a-z']+(?:[ ,]+[a-z][a-z']*){2,}/;
const CHINESE_MARKS = /[。，；：、！？]/;
const HAN = /\p{Script=Han}/u;
/** As logs write it; what was typed stands behind `=`, and an example is announced. */
const INSTANT = /(?<!=|如 ?|such as )\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;

/** Holds every sentence of a problem against the language that was asked for, and the pairs with it against both. */
export function expectSpoken(document: unknown, language: 'zh' | 'en'): void {
  const { title, detail, errors = [], ...extras } = document as Told & Record<string, unknown>;
  for (const sentence of [title, detail, ...errors.map(({ message }) => message)]) {
    assert.equal(typeof sentence, 'string', `Expected a sentence: ${JSON.stringify(document)}`);
    expectSentence(sentence as string, language);
  }
  expectPairs(extras);
}

/** Holds one sentence against its language. */
export function expectSentence(sentence: string, language: 'zh' | 'en'): void {
  assert.doesNotMatch(sentence, INSTANT, `Expected county time in “${sentence}”.`);
  const own = sentence.replaceAll(QUOTED, '');
  if (language === 'zh') {
    assert.match(sentence, HAN, `Expected Chinese in “${sentence}”.`);
    assert.doesNotMatch(own, ENGLISH, `Expected no English in “${sentence}”.`);
  } else {
    assert.match(own, /[A-Za-z]{2}/, `Expected English in “${sentence}”.`);
    assert.doesNotMatch(own, CHINESE_MARKS, `Expected no Chinese in “${sentence}”.`);
  }
}

/** Every pair of both languages within an answer, however deep. */
function expectPairs(value: unknown): void {
  if (Array.isArray(value)) {
    for (const one of value) expectPairs(one);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const { zh, en } = value as { readonly zh?: unknown; readonly en?: unknown };
  if (typeof zh === 'string' && typeof en === 'string') {
    expectSentence(zh, 'zh');
    expectSentence(en, 'en');
    return;
  }
  for (const one of Object.values(value)) expectPairs(one);
}

import assert from 'node:assert/strict';

type Language = 'zh' | 'en';

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
/** Of units, sections and seats, of people as the tests' counties number them, and of tasks. In brackets one stands behind its name. */
const ID =
  /(?<![\w（(=]|编[号码] )(?:seat:)?\d{6}-[A-Z][\w-]*(?:\/[A-Z]\w*)?|(?<![\w（(=]|编[号码] )p-[\w-]+|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]+/;
/** People of the tests' counties are named for their seats. */
const NAME_LIKE_ID = /任\d{6}-[\w-]+(?:\/\w+)?/g;

/**
 * What was typed or named by people, or written for programs: under these names an answer brings it back as it was.
 * Whatever else an answer says is ours, and held against its language.
 */
const AS_WRITTEN = new Set([
  'title',
  'name',
  'label',
  'text',
  'goal',
  'source',
  'keywords',
  'reason',
  'answer',
  'change',
  'content',
  'context',
  'data',
  'schema',
  'value',
  'differences',
  'cells',
  'anchor',
]);

/** Holds every sentence of a problem against the language that was asked for, and the pairs with it against both. */
export function expectSpoken(document: unknown, language: Language): void {
  const { title, detail, errors = [], ...extras } = document as Told & Record<string, unknown>;
  for (const sentence of [title, detail, ...errors.map(({ message }) => message)]) {
    assert.equal(typeof sentence, 'string', `Expected a sentence: ${JSON.stringify(document)}`);
    expectSentence(sentence as string, language);
  }
  expectPairs(extras);
}

/** Holds one sentence against its language. */
export function expectSentence(sentence: string, language: Language): void {
  expectNothingOther(sentence, language);
  const own = sentence.replaceAll(QUOTED, '');
  if (language === 'zh') assert.match(sentence, HAN, `Expected Chinese in “${sentence}”.`);
  else assert.match(own, /[A-Za-z]{2}/, `Expected English in “${sentence}”.`);
}

/**
 * Holds everything that an answer says against the language that was asked for, and pairs against both: no sentence of
 * the other language, county time, and names where there are any.
 */
export function expectToldWell(value: unknown, language: Language, place = ''): void {
  if (typeof value === 'string') {
    if (/\s|\p{Script=Han}/u.test(value)) expectNamed(value, language, place);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) expectToldWell(one, language, `${place}/*`);
    return;
  }
  const { zh, en, ...rest } = value as Readonly<Record<string, unknown>>;
  const isPair = typeof zh === 'string' && typeof en === 'string';
  if (isPair) {
    expectNamed(zh, 'zh', place);
    expectNamed(en, 'en', place);
  }
  for (const [name, one] of Object.entries(isPair ? rest : value)) {
    // The names of fields stand in a JSON Schema in both languages, each under a word of its own.
    const spoken = /^x-.*-en$/.test(name) ? 'en' : language;
    if (!AS_WRITTEN.has(name) || holdsPair(one)) expectToldWell(one, spoken, `${place}/${name}`);
  }
}

/** Under the same name other answers say something of their own, in both languages. */
function holdsPair(value: unknown): boolean {
  const { zh, en } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof zh === 'string' && typeof en === 'string';
}

function expectNamed(sentence: string, language: Language, place: string): void {
  expectNothingOther(sentence, language);
  const own = sentence.replaceAll(QUOTED, '').replaceAll(NAME_LIKE_ID, '');
  assert.doesNotMatch(own, ID, `Expected a name for the id in “${sentence}” (${place}).`);
}

function expectNothingOther(sentence: string, language: Language): void {
  assert.doesNotMatch(sentence, INSTANT, `Expected county time in “${sentence}”.`);
  const own = sentence.replaceAll(QUOTED, '');
  if (language === 'zh') assert.doesNotMatch(own, ENGLISH, `Expected no English in “${sentence}”.`);
  else assert.doesNotMatch(own, CHINESE_MARKS, `Expected no Chinese in “${sentence}”.`);
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

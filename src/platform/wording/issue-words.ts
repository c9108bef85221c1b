import { z } from 'zod';
import type { ChoiceTitles } from './field-title.ts';
import { wordsSaid } from './said.ts';
import type { Words } from './words.ts';

type Issue = z.core.$ZodIssue;

const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** What JSON calls its kinds of values, as people call them. */
const KINDS: Readonly<Record<string, Words>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  null: { zh: '空值', en: 'null' },
};

/** Formats with an example, which says more than their names. */
const FORMATS: Readonly<Record<string, Words>> = {
  date: { zh: '应为存在的日期，如 2026-12-31', en: 'Expected a date that exists, such as 2026-12-31' },
  datetime: {
    zh: '应为带时区的时刻，如 2026-12-31T09:30:00.000Z',
    en: 'Expected an instant with zone, such as 2026-12-31T09:30:00.000Z',
  },
  uuid: {
    zh: '应为 UUID 编号，如 0197c0de-0000-7000-8000-000000000000',
    en: 'Expected a UUID, such as 0197c0de-0000-7000-8000-000000000000',
  },
};

/**
 * One issue that zod found, in both languages: what the schema itself says of it, or our words for the common codes,
 * or else those of zod's own locales. `value` is what stands at its place, `titles` what its codes are called.
 */
export function issueWords(issue: Issue, value: unknown, titles: ChoiceTitles = {}): Words {
  return wordsSaid(issue) ?? wordsOf(issue, value, titles) ?? byLocale(issue, value);
}

function wordsOf(issue: Issue, value: unknown, titles: ChoiceTitles): Words | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? { zh: '此项必填', en: 'This is required' }
        : kindExpected(issue.expected, value);
    case 'invalid_value':
      return choices(issue.values.map(String), value, titles);
    case 'too_small':
      return bound(issue.origin, issue.minimum, issue.inclusive !== false, 'least');
    case 'too_big':
      return bound(issue.origin, issue.maximum, issue.inclusive !== false, 'most');
    case 'invalid_format':
      return FORMATS[issue.format] ?? (issue.pattern === undefined ? undefined : ofPattern(issue.pattern));
    case 'unrecognized_keys':
      return { zh: '没有这一项，请去掉', en: 'There is no such field; leave it out' };
    case 'invalid_union':
      return !('options' in issue) || issue.options === undefined
        ? { zh: '不是可接受的形式', en: 'Not in one of the accepted forms' }
        : choices(issue.options.map(String), value, titles);
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return undefined;
    default:
      return undefined;
  }
}

function kindExpected(expected: string, value: unknown): Words | undefined {
  const kind = KINDS[expected];
  const found = KINDS[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value];
  if (kind === undefined || found === undefined) return undefined;
  if (kind === found) return { zh: `应为${kind.zh}`, en: `Expected ${kind.en}` };
  return { zh: `应为${kind.zh}，现为${found.zh}`, en: `Expected ${kind.en}, found ${found.en}` };
}

function choices(values: readonly string[], value: unknown, titles: ChoiceTitles): Words {
  const missing = value === undefined ? { zh: '此项必填，', en: 'This is required, ' } : { zh: '', en: '' };
  return values.length === 1
    ? { zh: `${missing.zh}应为 ${values[0]}`, en: `${missing.en}expected ${values[0]}` }
    : {
        zh: `${missing.zh}应为其中之一：${values.map((code) => called(code, titles).zh).join('、')}`,
        en: `${missing.en}expected one of: ${values.map((code) => called(code, titles).en).join(', ')}`,
      };
}

/** A code is what has to be written, its title what people call it. */
function called(code: string, titles: ChoiceTitles): Words {
  const title = Object.hasOwn(titles, code) ? titles[code] : undefined;
  return title === undefined
    ? { zh: code, en: code }
    : { zh: `${code}（${title.zh}）`, en: `${code} (${title.en})` };
}

const SIZES: Readonly<Record<string, Words>> = {
  string: { zh: '个字', en: 'characters' },
  array: { zh: '项', en: 'items' },
  set: { zh: '项', en: 'items' },
  map: { zh: '项', en: 'items' },
};

function bound(origin: string, limit: number | bigint, inclusive: boolean, side: 'least' | 'most'): Words {
  const size = SIZES[origin];
  const least = side === 'least';
  if (size !== undefined) {
    return {
      zh: `${least ? '至少' : '至多'} ${limit} ${size.zh}`,
      en: `At ${side} ${limit} ${size.en}`,
    };
  }
  const than = least ? { zh: '大于', en: 'more' } : { zh: '小于', en: 'less' };
  const within = least ? { zh: '不小于', en: 'or more' } : { zh: '不大于', en: 'or less' };
  return inclusive
    ? { zh: `应${within.zh} ${limit}`, en: `Expected ${limit} ${within.en}` }
    : { zh: `应${than.zh} ${limit}`, en: `Expected ${than.en} than ${limit}` };
}

function ofPattern(pattern: string): Words {
  return { zh: `写法不符，应符合 ${pattern}`, en: `Not written as expected, which is ${pattern}` };
}

function byLocale(issue: Issue, value: unknown): Words {
  const raw = { ...issue, input: value } as z.core.$ZodRawIssue;
  return { zh: textOf(LOCALES.zh(raw)), en: textOf(LOCALES.en(raw)) };
}

function textOf(said: string | { readonly message: string } | null | undefined): string {
  return typeof said === 'string' ? said : (said?.message ?? '');
}

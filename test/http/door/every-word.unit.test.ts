import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { directoryRights } from '../../../src/access/directory-rights.ts';
import { rightWords } from '../../../src/access/right-words.ts';
import { roles, scopes } from '../../../src/access/role.ts';
import { asWritten, problemReply } from '../../../src/http/answer/problem-reply.ts';
import { isBytesBody } from '../../../src/http/define-route.ts';
import { routes } from '../../../src/http/routes.ts';
import { Problem, type ProblemCode, problems } from '../../../src/platform/wording/problem.ts';
import { partsOf } from '../../../src/platform/wording/problem-parts.ts';
import type { Words } from '../../../src/platform/wording/words.ts';
import { workflows } from '../../../workflows/index.ts';
import { expectSentence, expectSpoken } from '../stage/spoken-language.ts';

const languages = ['zh', 'en'] as const;

function expectBoth({ zh, en }: Words): void {
  expectSentence(zh, 'zh');
  expectSentence(en, 'en');
}

/** What a machine would say: a pattern, or that it is wrong and no more. */
const SAYS_NOTHING = /应符合|不是可接受的形式|无效输入|which is \/|accepted forms|Invalid input/;

function expectToSayWhatToWrite({ zh, en }: Words): void {
  expect([zh, en].filter((said) => SAYS_NOTHING.test(said))).toEqual([]);
}

/** Values of other kinds than a field takes, and of the right kind but out of bounds. */
const SPOILS: readonly unknown[] = [
  undefined,
  null,
  5,
  -1,
  1e9,
  0.5,
  '',
  'x',
  '\u0000',
  'x'.repeat(5_000),
  true,
  [],
  ['x', 'x'],
  Array.from({ length: 200 }, () => ({})),
  {},
  { nonsense: 1 },
  { workingDays: 0 },
  { date: '2026-02-30' },
  '2026-13-01',
];

/** Contents that a schema of an object refuses: each field in turn is each of the spoils, and one field too many. */
function* spoilt(schema: z.ZodType): Generator {
  yield* SPOILS;
  const { shape } = schema.def as unknown as { readonly shape?: Readonly<Record<string, z.ZodType>> };
  for (const field of Object.keys(shape ?? {})) {
    for (const spoil of SPOILS) yield { [field]: spoil, nonsense: 1 };
  }
}

const declared: readonly (readonly [name: string, schema: z.ZodType])[] = [
  ...workflows.flatMap(({ name, input, events }) => [
    [`${name} input`, input] as const,
    ...Object.entries(events).map(([type, { data }]) => [`${name} ${type}`, data] as const),
  ]),
  ...routes.flatMap(({ method, path, query, body }) => [
    ...(query === undefined ? [] : [[`${method} ${path} query`, query] as const]),
    ...(body === undefined || isBytesBody(body) ? [] : [[`${method} ${path} body`, body] as const]),
  ]),
];

describe('every word that a caller may be told', () => {
  it.each(Object.keys(problems) as ProblemCode[])('the problem %s, in both languages', (code) => {
    for (const language of languages) {
      const context = { language, instance: '/', traceId: '0'.repeat(32) };
      const inside = { zh: '内部细节', en: 'inside detail' };
      const reply = problemReply(new Problem(code, inside), context, asWritten);
      const document = JSON.parse(String(reply.content)) as { detail: string };
      expectSpoken(document, language);
      // A fault of ours says nothing of the inside.
      if (problems[code].status >= 500) expect(document.detail).toBe(problems[code][language]);
    }
  });

  it.each(declared)('what is wrong with %s', (_, schema) => {
    for (const content of spoilt(schema)) {
      const { error } = schema.safeParse(content);
      if (error === undefined) continue;
      for (const { message } of partsOf(schema, error, content)) {
        expectBoth(message);
        expectToSayWhatToWrite(message);
      }
    }
  });

  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    'guards, events and relations of %s',
    (_, { guards, events, relations, title }) => {
      expectBoth(title);
      for (const { title: guard } of Object.values(guards)) expectBoth(guard);
      for (const { title: event, by } of Object.values(events)) {
        expectBoth(event);
        for (const relation of by) expect(relations).toHaveProperty(relation);
      }
      for (const relation of Object.values(relations)) expectBoth(relation);
    },
  );

  it('roles, scopes and rights', () => {
    for (const words of [...Object.values(roles), ...Object.values(scopes)]) expectBoth(words);
    for (const right of Object.keys(directoryRights) as (keyof typeof directoryRights)[]) {
      const { zh, en } = rightWords(right);
      expectBoth({ zh: `${zh.title}可由${zh.who}办理`, en: `${en.title} is for: ${en.who}` });
    }
  });
});

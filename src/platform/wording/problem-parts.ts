import type { z } from 'zod';
import { choiceTitles, fieldTitle } from './field-title.ts';
import { issueWords } from './issue-words.ts';
import type { ProblemPart } from './problem.ts';
import type { Words } from './words.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a content, part by part with JSON Pointers (RFC 6901), each in words that begin with the field's title. */
export function partsOf(
  schema: z.ZodType,
  error: z.core.$ZodError,
  content: unknown,
): readonly ProblemPart[] {
  return error.issues.flatMap(nearest).flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const words = issueWords(issue, valueAt(content, issue.path), choiceTitles(schema, issue.path));
    return paths.map((path) => ({
      pointer: pointerOf(path),
      code: issue.code,
      message: withTitle(fieldTitle(schema, path), words),
    }));
  });
}

/** The first part that is wrong, and how many more there are, to end a sentence with. */
export function partsWords(head: Words, parts: readonly ProblemPart[]): Words {
  const [first] = parts;
  if (first === undefined) return { zh: `${head.zh}。`, en: `${head.en}.` };
  const place = first.message.zh.startsWith('“') || first.pointer === '' ? '' : `${first.pointer} `;
  const more = parts.length - 1;
  return {
    zh: `${head.zh}：${place}${first.message.zh}${more === 0 ? '' : `；另有 ${more} 处，见 errors`}。`,
    en: `${head.en}: ${place}${first.message.en}${more === 0 ? '' : `; ${more} more in errors`}.`,
  };
}

/** Of a union, the issues of the one form that was meant: where others differ in which fields they have at all. */
function nearest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter((branch) => !branch.some(isOfAnotherForm));
  const [only] = meant;
  if (meant.length !== 1 || only === undefined) return [issue];
  return only.flatMap((inside) => nearest({ ...inside, path: [...issue.path, ...inside.path] }));
}

function isOfAnotherForm(issue: Issue): boolean {
  if (issue.code === 'unrecognized_keys') return true;
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function withTitle(title: Words | undefined, { zh, en }: Words): Words {
  return title === undefined ? { zh, en } : { zh: `“${title.zh}”：${zh}`, en: `“${title.en}”: ${en}` };
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}

/** A place in some data as a JSON Pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

import type { z } from 'zod';
import { issueWords } from '../wording/issue-words.ts';
import type { Words } from '../wording/words.ts';

/** Where content departs from its schema, what stands there, and what was expected. */
export interface SchemaFault {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  /** Begins with the name of the place, as in `days[0].date: expected a date in 2027`. */
  readonly expectation: Words;
}

/** Says of each issue that zod found in a content where it is and what was expected; an unknown key is one fault. */
export function schemaFaults(error: z.ZodError, content: unknown): SchemaFault[] {
  return error.issues.flatMap((issue): SchemaFault[] => {
    const place = nameOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        value: key,
        expectation: { zh: `${place}：没有这一项，请去掉`, en: `${place}: expected no such key` },
      }));
    }
    const value = valueAt(content, issue.path);
    // What was received is told as the value itself.
    const expectation = issue.message.replace(/^.*?expected/, 'expected').replace(/, received \w+$/, '');
    return [
      {
        path: issue.path,
        value,
        expectation: {
          zh: `${place}：${issueWords(issue, value).zh}`,
          en: `${place}${value === undefined ? ' is missing' : ''}: ${expectation}`,
        },
      },
    ];
  });
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name === '' ? 'the content' : name.replace(/^\./, '');
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}

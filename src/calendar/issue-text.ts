import type { z } from 'zod';

/** Says in one line where a value stands, what it is and what was expected. */
export function issueText(issue: z.core.$ZodIssue, input: unknown): string {
  const where = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const name = where === '' ? 'the content' : where.replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') return `${name} has ${quoted(issue.keys)}, expected no such key`;
  const value = valueAt(input, issue.path);
  const state = value === undefined ? 'is missing' : `is ${shortened(JSON.stringify(value))}`;
  // What was received is said already, as the value itself.
  const expectation = issue.message.replace(/^.*?expected/, 'expected').replace(/, received \w+$/, '');
  return `${name} ${state}, ${expectation}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => JSON.stringify(key)).join(', ');
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

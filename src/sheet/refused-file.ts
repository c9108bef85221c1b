import { Problem } from '../platform/wording/problem.ts';

/** A file that cannot be read at all: `body-invalid`, saying what to do instead. */
export function refusedFile(zh: string, en: string, extras: Readonly<Record<string, unknown>> = {}): Problem {
  return new Problem('body-invalid', { zh, en }, extras);
}

import type { z } from 'zod';
import type { ProblemPart } from './problem.ts';

/** The issues of a zod error as problem parts with JSON Pointers (RFC 6901). */
export function partsOf(error: z.ZodError): readonly ProblemPart[] {
  return error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ pointer: pointerOf(path), code: issue.code, message: issue.message }));
  });
}

/** A place in some data as a JSON Pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

import type { z } from 'zod';
import { Problem, type ProblemCode, problems } from '../../platform/wording/problem.ts';
import { partsOf, partsWords } from '../../platform/wording/problem-parts.ts';
import type { Words } from '../../platform/wording/words.ts';
import { NO_SUCH_ADDRESS } from '../answer/no-such-address.ts';

type Part = 'params' | 'query' | 'headers' | 'body';

const REFUSALS: Readonly<Record<Part, readonly [ProblemCode, Words]>> = {
  // An id of the wrong form names nothing: the same answer as for one that does not exist.
  params: ['not-found', NO_SUCH_ADDRESS],
  query: ['query-invalid', problems['query-invalid']],
  headers: ['header-invalid', problems['header-invalid']],
  body: ['body-invalid', problems['body-invalid']],
};

/** Holds a part of a request against its declaration. Throws the problem of that part, naming what is wrong in it. */
export function checked(schema: z.ZodType, value: unknown, part: Part): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [code, detail] = REFUSALS[part];
  if (part === 'params') throw new Problem(code, detail);
  const errors = partsOf(schema, result.error, value);
  throw new Problem(code, partsWords(detail, errors), { errors });
}

import type { z } from 'zod';
import { Problem, type ProblemCode } from '../platform/problem.ts';
import { partsOf } from '../platform/problem-parts.ts';

type Part = 'params' | 'query' | 'headers' | 'body';

const REFUSALS: Readonly<Record<Part, readonly [ProblemCode, string]>> = {
  // An id of the wrong form names nothing: the same answer as for one that does not exist.
  params: ['not-found', '没有这样的地址 (nothing has this address).'],
  query: ['query-invalid', '查询参数不符合要求 (the query is not as declared).'],
  headers: ['header-invalid', '请求头不符合要求 (a header is not as declared).'],
  body: ['body-invalid', '请求内容不符合要求 (the body is not as declared).'],
};

/** Holds a part of a request against its declaration. Throws the problem of that part, naming what is wrong in it. */
export function checked(schema: z.ZodType, value: unknown, part: Part): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [code, detail] = REFUSALS[part];
  throw new Problem(code, detail, part === 'params' ? {} : { errors: partsOf(result.error) });
}

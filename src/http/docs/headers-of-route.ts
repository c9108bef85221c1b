import { problems } from '../../platform/wording/problem.ts';
import { ANSWER_HEADERS, type AnswerHeader, PROBLEM_HEADERS } from '../answer/answer-headers.ts';
import { type Route, takesKey } from '../define-route.ts';
import { problemCodesOf } from './problems-of-route.ts';

/** The headers that answers of a route with a status may carry. */
export function answerHeadersOf(route: Route, status: number): readonly AnswerHeader[] {
  const replayed: readonly AnswerHeader[] = takesKey(route) ? ['Idempotency-Replayed'] : [];
  if (status < 400) return [...(route.answerHeaders ?? []), ...replayed];
  const codes = problemCodesOf(route).filter((code) => problems[code].status === status);
  const names = codes.flatMap((code) => Object.keys(PROBLEM_HEADERS[code] ?? {}));
  const own = (Object.keys(ANSWER_HEADERS) as AnswerHeader[]).filter((name) => names.includes(name));
  return ['Content-Language', ...own, ...replayed];
}

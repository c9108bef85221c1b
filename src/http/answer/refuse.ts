import type { IncomingMessage } from 'node:http';
import { problems } from '../../platform/wording/problem.ts';
import type { DoorLog } from '../door-deps.ts';
import type { RequestContext } from '../request/request-context.ts';
import { problemOf, problemReply, type Say } from './problem-reply.ts';
import type { Reply } from './reply.ts';

/** Turns whatever was thrown into the reply that says so, and logs it once. */
export type Refuse = (error: unknown, context: RequestContext, request: IncomingMessage) => Reply;

/** Makes the one place where errors become answers. */
export function createRefuse(log: DoorLog, say: Say): Refuse {
  return (error, context, request) => {
    const problem = problemOf(error);
    const about = context.problem();
    const { status } = problems[problem.code];
    const { traceId, instance } = about;
    const fields = { code: problem.code, traceId, method: request.method, path: instance.slice(0, 200) };
    if (status >= 500) log.error({ ...fields, error, extras: problem.extras }, 'A request failed.');
    else if (status === 401 || status === 403)
      log.warn({ ...fields, detail: problem.message }, 'A request was denied.');
    return problemReply(problem, about, say);
  };
}

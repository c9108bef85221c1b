import type { Request, RequestHandler } from 'express';
import type { Caller } from '../access/caller.ts';
import { failpoint } from '../platform/failpoint.ts';
import { Problem } from '../platform/wording/problem.ts';
import { answerOnce, type RunningKeys } from './answer/answer-once.ts';
import type { Pace } from './answer/pace-waits.ts';
import { type ProgressLines, progressLines } from './answer/progress-lines.ts';
import type { Refuse } from './answer/refuse.ts';
import type { Reply } from './answer/reply.ts';
import { writeReply } from './answer/write-reply.ts';
import { type DoorRequest, isBytesBody, type Route, takesKey } from './define-route.ts';
import type { DoorDeps } from './door-deps.ts';
import { authorise, isTrustedLoopback } from './request/authorise.ts';
import { checked } from './request/check-request.ts';
import { answerInCommit, type Keyed, keepInTransaction, keyedOf } from './request/idempotency.ts';
import { identify, originOf, stillLetIn } from './request/identify.ts';
import { parseJson } from './request/json-text.ts';
import { waitSecondsOf } from './request/prefer-wait.ts';
import { readBody } from './request/read-body.ts';
import { contextOf, type DoorState, type RequestContext } from './request/request-context.ts';
import type { NoteRequest } from './request/request-figures.ts';
import {
  expectJson,
  expectMediaType,
  idempotencyKeyOf,
  queryOf,
  revisionOf,
} from './request/request-headers.ts';

export interface Serving {
  readonly deps: DoorDeps;
  readonly state: DoorState;
  readonly running: RunningKeys;
  readonly pace: Pace;
  readonly refuse: Refuse;
  readonly note: NoteRequest;
}

/** Makes the Express handler of a route: all that happens between a request and its reply, in one place. */
export function serveRoute(route: Route, serving: Serving): RequestHandler {
  const { state, refuse, note, deps } = serving;
  const limitMs = (deps.settings.requestSeconds + (route.waitSeconds ?? 0)) * 1_000;
  return (request, response) => {
    const began = performance.now();
    const context = contextOf(request, response, state);
    let isSettled = false;
    const settle = (reply: Reply) => {
      clearTimeout(late);
      // A client that was told it took too long is not answered again.
      if (isSettled) return;
      isSettled = true;
      if (lines?.end(reply) !== true) writeReply(response, reply, state.closing || state.draining);
      note(route, reply.status, performance.now() - began);
    };
    const late = setTimeout(() => {
      // Whose fault it is shows in whether the request had come in whole.
      const code = request.complete ? 'unavailable' : 'request-timeout';
      settle(
        refuse(
          new Problem(code, {
            zh: `未在 ${limitMs} 毫秒内办完，请稍后用同一 Idempotency-Key 再试。`,
            en: `Not done within ${limitMs} ms; try again later with the same Idempotency-Key.`,
          }),
          context,
          request,
        ),
      );
    }, limitMs);
    // A client that sees the work go on may wait on.
    const lines = route.tellsProgress ? progressLines(request, response, () => late.refresh()) : undefined;
    answerTo(route, serving, request, context, lines)
      .catch((error: unknown) => refuse(error, context, request))
      .then(settle)
      .catch((error: unknown) => {
        // Nothing readable can be said any more; the client sees a broken connection and tries again.
        deps.log.error({ error, path: route.path }, 'A reply could not be written.');
        response.destroy();
      });
  };
}

async function answerTo(
  route: Route,
  serving: Serving,
  request: Request,
  context: RequestContext,
  lines: ProgressLines | undefined,
): Promise<Reply> {
  const { deps } = serving;
  const caller = await callerOf(route, request, deps);
  const params = route.params && checked(route.params, request.params, 'params');
  const rawQuery = queryOf(request.url);
  const query = queryFor(route, rawQuery);
  const headers = route.headers && checked(route.headers, request.headers, 'headers');
  const isKeyed = takesKey(route) && route.changesNothing?.(query) !== true;
  const key = isKeyed
    ? idempotencyKeyOf(request.headers['idempotency-key'] as string | undefined)
    : undefined;
  const revision = route.ifMatch ? revisionOf(request.headers['if-match']) : 0;
  const { raw, body, mediaType } = await bodyOf(route, request, deps);

  let keyed: Keyed | undefined;
  if (key !== undefined && caller !== undefined) {
    const routeName = `${route.method} ${route.path}`;
    keyed = keyedOf({
      principal: caller.id,
      route: routeName,
      key,
      params,
      revision,
      query: rawQuery,
      body: raw,
    });
  }
  let kept = false;
  const doorRequest: DoorRequest = {
    params,
    query,
    headers,
    body,
    caller,
    revision,
    mediaType,
    seed: keyed?.scope ?? '',
    language: context.language,
    signal: context.signal,
    again: () => stillLetIn(request, deps),
    origin: () => originOf(request),
    progress: (progress) => lines?.tell(progress),
    answer: (build) =>
      answerInCommit(keyed, build, () => {
        kept = true;
      }),
    keepWith: keepInTransaction(keyed, deps.settings.idempotencyHours, () => {
      kept = true;
    }),
  };
  const run = async () => {
    await failpoint('D1-request-checked');
    const reply = await route.handle(doorRequest, deps);
    await failpoint('D2-reply-unwritten');
    return reply;
  };
  if (keyed === undefined || caller === undefined) {
    const asked = route.waitSeconds === undefined ? undefined : request.headers['prefer'];
    const waits = (waitSecondsOf(asked as string | undefined) ?? 0) > 0;
    if (!waits || caller === undefined) return run();
    return serving.pace(`${caller.id} ${request.url}`, run, context.signal());
  }
  const { running } = serving;
  const { problem } = context;
  return answerOnce({ route, deps, running, caller, keyed, params, problem, isKept: () => kept }, run);
}

async function callerOf(route: Route, request: Request, deps: DoorDeps): Promise<Caller | undefined> {
  if (route.access === 'public') return undefined;
  const caller = await identify(request, deps);
  if (caller === undefined && route.access === 'operator' && isTrustedLoopback(request, deps))
    return undefined;
  authorise(route.access, caller);
  return caller;
}

function queryFor(route: Route, raw: Record<string, string | string[]>): unknown {
  if (route.query !== undefined) return checked(route.query, raw, 'query');
  const [unknown] = Object.keys(raw);
  if (unknown === undefined) return undefined;
  throw new Problem('query-invalid', {
    zh: `此地址没有查询参数，请去掉 ${unknown.slice(0, 80)}。`,
    en: `This address takes no query; leave out ${unknown.slice(0, 80)}.`,
  });
}

async function bodyOf(route: Route, request: Request, deps: DoorDeps) {
  const { body } = route;
  if (body === undefined) return { raw: undefined, body: undefined, mediaType: '' };
  if (isBytesBody(body)) {
    const mediaType = expectMediaType(request, body.mediaTypes);
    const bytes = await readBody(request, body.maxBytes);
    return { raw: bytes, body: bytes, mediaType };
  }
  expectJson(request);
  const { bodyBytes, jsonDepth } = deps.settings;
  const raw = parseJson(await readBody(request, bodyBytes), jsonDepth);
  return { raw, body: checked(body, raw, 'body'), mediaType: 'application/json' };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../../platform/wording/words.ts';
import type { ProblemContext } from '../answer/problem-reply.ts';
import { languageOf } from './language.ts';
import { traceIdOf } from './request-headers.ts';

/** Who waits for what in this process; one per door. */
export interface DoorState {
  closing: boolean;
  /** The door will close soon: answers say so, requests are still taken. */
  draining: boolean;
  /** Of requests that wait for news: aborted when the door closes. */
  readonly waiting: Set<AbortController>;
}

/** What is worked out of a request only where it is needed. */
export interface RequestContext {
  readonly language: () => Language;
  readonly signal: () => AbortSignal;
  /** For problems and for the log. */
  readonly problem: () => ProblemContext;
}

/** Makes the context of a request; costs next to nothing until something is asked of it. */
export function contextOf(
  request: IncomingMessage,
  response: ServerResponse,
  state: DoorState,
): RequestContext {
  let problem: ProblemContext | undefined;
  let controller: AbortController | undefined;

  function listen(): AbortController {
    const made = new AbortController();
    state.waiting.add(made);
    response.once('close', () => {
      state.waiting.delete(made);
      // An abort nobody waits for still costs the stack of its error.
      if (!response.writableFinished) made.abort();
    });
    if (state.closing || response.destroyed) made.abort();
    return made;
  }

  const language = () => languageOf(request.headers['accept-language']);
  return {
    language,
    signal: () => (controller ??= listen()).signal,
    problem: () =>
      (problem ??= {
        language: language(),
        instance: (request.url ?? '/').split('?', 1)[0] ?? '/',
        traceId: traceIdOf(request.headers['traceparent'] as string | undefined),
      }),
  };
}

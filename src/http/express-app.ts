import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { Problem } from '../platform/wording/problem.ts';
import { NO_SUCH_ADDRESS } from './answer/no-such-address.ts';
import { writeReply } from './answer/write-reply.ts';
import type { Route } from './define-route.ts';
import { servePages } from './pages/serve-pages.ts';
import { contextOf } from './request/request-context.ts';
import { type Serving, serveRoute } from './serve-route.ts';

/** Builds the Express application of a route table; the order of the table is the order in which paths are tried. */
export function expressApp(routes: readonly Route[], serving: Serving): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app[methodOf(route)](path, serveRoute(route, serving));
  }
  app.use(servePages(serving.deps.settings.signIn));
  const unmatched = refuseUnmatched(routes, serving);
  app.use(unmatched);
  // Only the router itself can end here, where a path cannot be decoded: it names nothing.
  const undecodable: ErrorRequestHandler = (_error, request, response, _next) => {
    const { state, refuse } = serving;
    const nothing = new Problem('not-found', NO_SUCH_ADDRESS);
    const context = contextOf(request, response, state);
    writeReply(response, refuse(nothing, context, request), state.closing || state.draining);
  };
  app.use(undecodable);
  return app;
}

function methodOf({ method }: Route) {
  return method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
}

function refuseUnmatched(routes: readonly Route[], { state, refuse }: Serving): RequestHandler {
  const known = routes.map(({ path, method }) => ({ pattern: patternOf(path), method }));
  return (request, response) => {
    const methods = known.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method);
    const allow = [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
    const problem =
      allow.length === 0
        ? new Problem('not-found', NO_SUCH_ADDRESS)
        : new Problem(
            'method-not-allowed',
            {
              zh: `${request.method} 不适用于此地址，可用：${allow.join('、')}。`,
              en: `${request.method} does not apply to this address; expected ${allow.join(', ')}.`,
            },
            { allow: allow.join(', ') },
          );
    writeReply(
      response,
      refuse(problem, contextOf(request, response, state), request),
      state.closing || state.draining,
    );
  };
}

function patternOf(path: string): RegExp {
  const escaped = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}

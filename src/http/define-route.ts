/**
 * How to add a route
 *
 * 1. Write `src/http/routes/<what>.ts` and export one `defineRoute({...}).handledBy(...)` per method and path. The
 *    declaration is all there is: validation, the permission check and the OpenAPI document are read off it.
 *    - `access`: 'public', 'principal' (any valid key), 'operator', or a list of roles. Rights to one task
 *      are relations and are checked where the task is at hand (`access/relations.ts`, `access/may-read.ts`).
 *    - `params`, `query` and `body` are strict zod objects. Query and path values arrive as text: `z.coerce` them; a
 *      query parameter that is given twice arrives as an array, so a plain `z.string()` refuses it. `headers` lists the
 *      headers the route reads, by lower-case name.
 *    - `responses` names every 2xx and 3xx status; `problems` every problem the handler itself may throw. Those of
 *      authentication, validation, Idempotency-Key and If-Match follow from the other fields.
 * 2. Throw a `Problem` to refuse; return a reply, never touch the response. What the handler needs beyond the request
 *    is in `DoorDeps` (`door-deps.ts`): add a field there and the composition root hands it in.
 * 3. Add it to the list in `routes.ts`. A test holds that list against the OpenAPI document.
 * 4. Every POST takes an Idempotency-Key. `idempotent: 'withCommit'` when the handler makes one engine step and passes
 *    `answering` of `request.answer(...)` to it (costs nothing); else 'afterwards': the answer is kept when the handler
 *    is done, and `request.seed` gives ids that are the same when the request is tried again after a crash. A handler
 *    with a transaction of its own calls `request.keepWith` in it: then change and answer are kept together or not at all.
 *    'unkept' is for signing in: there is no caller yet, and the answer holds a secret. It takes no key.
 * 5. A route that waits (`Prefer: wait`) declares `waitSeconds` and listens to `request.signal()`: it aborts when the client
 *    leaves or the door closes.
 */

import type pg from 'pg';
import type { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Role } from '../access/role.ts';
import type { Origin } from '../access/store/accounts/sign-in-log.ts';
import type { Title } from '../engine/definition/define.ts';
import type { KeptAnswer, Task } from '../engine/steps/task.ts';
import type { Answering } from '../engine/writing/commands.ts';
import type { ProblemCode } from '../platform/wording/problem.ts';
import type { Language } from '../platform/wording/words.ts';
import type { AnswerHeader } from './answer/answer-headers.ts';
import type { Reply, ReplyOf, Responses } from './answer/reply.ts';
import type { DoorDeps } from './door-deps.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `operator`: an admin, a key with the scope `metrics:read`, or this machine itself where the settings say so. */
export type RouteAccess = 'public' | 'principal' | 'operator' | readonly Role[];

/** A body that is not JSON, handed to the handler as it came. */
export interface BytesBody {
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

export type Body = z.ZodType | BytesBody;

/** A request as a handler sees it: everything has been checked against the declaration. */
export interface DoorRequest<
  P = unknown,
  Q = unknown,
  H = unknown,
  B = unknown,
  C = Caller | undefined,
  A extends Reply = Reply,
> {
  readonly params: P;
  readonly query: Q;
  readonly headers: H;
  readonly body: B;
  readonly caller: C;
  /** From If-Match; 0 on routes that do not ask for it. */
  readonly revision: number;
  /** Hex digest of caller, route and Idempotency-Key, from which ids can be derived; empty on other routes. */
  readonly seed: string;
  /** Media type of a body that is not JSON. */
  readonly mediaType: string;
  readonly language: () => Language;
  /** Aborts when the client goes away or the door closes. */
  readonly signal: () => AbortSignal;
  /** Tells the client how far the work has come, where the route tells progress and the client asked for it. */
  readonly progress: (progress: unknown) => void;
  /** Builds the answer of an engine step so that it is kept with the step's commit; `reply(task)` is the one to return. */
  readonly answer: (build: (task: Task) => A) => {
    readonly answering: Answering;
    readonly reply: (task: Task) => A;
  };
  /** Keeps the reply under the request's key in a transaction of the handler's own, which it ends where the key is taken. */
  readonly keepWith: (client: pg.ClientBase, reply: A) => Promise<void>;
  /** The caller as of now: who waited is identified again before they are told anything. Throws `unauthenticated`. */
  readonly again: () => Promise<Caller>;
  /** Where the request came from, for what is written down of it. */
  readonly origin: () => Origin;
}

type Parsed<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;
type ParsedBody<B> = B extends z.ZodType ? z.output<B> : B extends BytesBody ? Uint8Array : undefined;
type CallerOf<A> = A extends 'public' | 'operator' ? Caller | undefined : Caller;

/** All that can be known of a route without running it. */
export interface RouteDeclaration<A extends RouteAccess, P, Q, H, B, R extends Responses> {
  readonly method: Method;
  /** With placeholders in braces, e.g. `/api/v1/tasks/{id}`. */
  readonly path: `/${string}`;
  readonly title: Title;
  /** Groups the operation in the documentation. */
  readonly tag: string;
  readonly description?: string;
  readonly access: A;
  readonly idempotent?: 'withCommit' | 'afterwards' | 'unkept';
  readonly ifMatch?: true;
  /** True for requests that only ask what would be: they need no Idempotency-Key, and their answers are not kept. */
  readonly changesNothing?: (query: Parsed<Q, undefined>) => boolean;
  /** Seconds for which the handler may wait for news, on top of the time that every request has. */
  readonly waitSeconds?: number;
  /** Whether the handler tells its progress, to clients that accept `application/x-ndjson`. */
  readonly tellsProgress?: true;
  readonly params?: P;
  readonly query?: Q;
  readonly headers?: H;
  readonly body?: B;
  readonly responses: R;
  /** What its answers carry in headers, beyond what follows from the other fields. */
  readonly answerHeaders?: readonly AnswerHeader[];
  readonly problems: readonly ProblemCode[];
  /** Checks, before an answer is replayed, that the caller may still see it. Throws `not-found`. */
  readonly mayReplay?: (kept: KeptAnswer, caller: Caller, deps: DoorDeps, params: unknown) => Promise<void>;
}

/** Any declaration, its types forgotten: what the table holds and everything is derived from. */
export interface Route
  extends RouteDeclaration<
    RouteAccess,
    z.ZodType | undefined,
    z.ZodType | undefined,
    z.ZodType | undefined,
    Body | undefined,
    Responses
  > {
  readonly handle: (request: DoorRequest, deps: DoorDeps) => Promise<Reply> | Reply;
}

type Handle<A extends RouteAccess, P, Q, H, B, R extends Responses> = (
  request: DoorRequest<
    Parsed<P, undefined>,
    Parsed<Q, undefined>,
    Parsed<H, undefined>,
    ParsedBody<B>,
    CallerOf<A>,
    ReplyOf<R>
  >,
  deps: DoorDeps,
) => Promise<ReplyOf<R>> | ReplyOf<R>;

/**
 * Declares a route; the handler comes in a second call because its types follow from the declaration.
 * Throws where the declaration contradicts itself.
 */
export function defineRoute<
  const A extends RouteAccess,
  const R extends Responses,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  H extends z.ZodType | undefined = undefined,
  B extends Body | undefined = undefined,
>(
  declaration: RouteDeclaration<A, P, Q, H, B, R>,
): { readonly handledBy: (handle: Handle<A, P, Q, H, B, R>) => Route } {
  const { method, path, idempotent, params } = declaration;
  if (method === 'POST' && idempotent === undefined) {
    throw new Error(`Route POST ${path}: expected idempotent to be 'withCommit', 'afterwards' or 'unkept'.`);
  }
  if (path.includes('{') && params === undefined) {
    throw new Error(`Route ${method} ${path}: expected params to describe the placeholders of the path.`);
  }
  return { handledBy: (handle) => ({ ...declaration, handle }) as unknown as Route };
}

/** Whether requests to a route carry an Idempotency-Key, under which their answer is kept. */
export function takesKey({ idempotent }: Pick<Route, 'idempotent'>): boolean {
  return idempotent !== undefined && idempotent !== 'unkept';
}

/** True for a body that is declared as bytes, not as JSON. */
export function isBytesBody(body: Body | undefined): body is BytesBody {
  return body !== undefined && 'mediaTypes' in body;
}

import { hash } from 'node:crypto';
import type pg from 'pg';
import { withNumber } from '../../engine/steps/numbers.ts';
import type { KeptAnswer, Task } from '../../engine/steps/task.ts';
import { keepAnswer } from '../../engine/store/kept-answers.ts';
import { type Answering, KeyTaken } from '../../engine/writing/commands.ts';
import type { Reply } from '../answer/reply.ts';

/** A request under an Idempotency-Key: what it may not be confused with, and what it asks. */
export interface Keyed {
  /** Hex SHA-256 of caller, route and key: one client can never fetch another's answer. */
  readonly scope: string;
  /** Hex SHA-256 of what the request says, so that a key is good for one request only. */
  readonly fingerprint: string;
}

export interface KeyedParts {
  readonly principal: string;
  /** Method and path template. */
  readonly route: string;
  readonly key: string;
  readonly params: unknown;
  readonly revision: number;
  readonly query: unknown;
  /** The body as parsed JSON, before defaults; or as bytes. */
  readonly body: unknown;
}

/** Digests a request under its key; the order of keys and white space in the body make no difference. */
export function keyedOf({ principal, route, key, params, revision, query, body }: KeyedParts): Keyed {
  const said = body instanceof Uint8Array ? hash('sha256', body) : body;
  return {
    scope: digest(JSON.stringify([principal, route, key])),
    fingerprint: digest(canonicalJson([params ?? null, revision, query, said ?? null])),
  };
}

/** JSON with the keys of every object in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = value as Readonly<Record<string, unknown>>;
  // Added up, not joined: half the time, and every request under a key pays it.
  let text = '{';
  for (const key of Object.keys(fields).toSorted()) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`;
  }
  return `${text}}`;
}

/** A reply as it is kept under a key; its content is written once, so that a replay is the same to the byte. */
export function keptOf(
  { scope, fingerprint }: Keyed,
  { status, headers = {}, content, body: said }: Reply,
): KeptAnswer {
  const body = typeof content === 'string' ? content : JSON.stringify(said);
  return { scope, fingerprint, status, headers, body };
}

/** A kept answer as the reply that it was. */
export function replayOf({ status, headers, body }: KeptAnswer): Reply {
  return { status, headers: { ...headers, 'Idempotency-Replayed': 'true' }, content: body };
}

/** Builds the answer of an engine step when the step is decided, and remembers what was built last. */
export interface AnswerInCommit<R extends Reply = Reply> {
  readonly answering: Answering;
  /** For the task that was committed: a new one has its number only now. */
  readonly reply: (task: Task) => R;
}

/** The engine may decide a step several times before one is committed; the last answer is the one that counts. */
export function answerInCommit<R extends Reply>(
  keyed: Keyed | undefined,
  build: (task: Task) => R,
  onKept: () => void,
): AnswerInCommit<R> {
  let last: R | undefined;
  return {
    answering(task) {
      const reply = build(task);
      if (keyed === undefined) {
        last = reply;
        return undefined;
      }
      const kept = keptOf(keyed, reply);
      last = Object.assign({}, reply, { content: kept.body });
      onKept();
      return kept;
    },
    reply(task) {
      if (last === undefined) throw new Error('No step was decided: pass `answering` to the engine first.');
      if (task.revision > 1) return last;
      const { content, body } = last;
      const text = typeof content === 'string' ? content : JSON.stringify(body);
      return Object.assign({}, last, { content: withNumber(text, task) });
    },
  };
}

/** Keeps a reply in the transaction that makes what it says. Throws KeyTaken where another request came first. */
export function keepInTransaction(keyed: Keyed | undefined, keyHours: number, onKept: () => void) {
  return async (client: pg.ClientBase, reply: Reply): Promise<void> => {
    if (keyed === undefined) return;
    if (!(await keepAnswer(client, keptOf(keyed, reply), keyHours))) throw new KeyTaken();
    onKept();
  };
}

function digest(text: string): string {
  return hash('sha256', text);
}

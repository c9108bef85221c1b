import type { Caller } from '../../access/caller.ts';
import type { KeptAnswer } from '../../engine/steps/task.ts';
import { keepAnswer, recallAnswer } from '../../engine/store/kept-answers.ts';
import { KeyTaken } from '../../engine/writing/commands.ts';
import { Problem, problems } from '../../platform/wording/problem.ts';
import type { Route } from '../define-route.ts';
import type { DoorDeps } from '../door-deps.ts';
import { type Keyed, keptOf, replayOf } from '../request/idempotency.ts';
import { sayingOf } from '../request/saying.ts';
import { type ProblemContext, problemReply } from './problem-reply.ts';
import type { Reply } from './reply.ts';

/** Requests under a key that run in this process now: scope to fingerprint. */
export type RunningKeys = Map<string, string>;

export interface OnceContext {
  readonly route: Route;
  readonly deps: DoorDeps;
  readonly running: RunningKeys;
  readonly caller: Caller;
  readonly keyed: Keyed;
  readonly params: unknown;
  readonly problem: () => ProblemContext;
  /** Whether a commit has kept the answer already. */
  readonly isKept: () => boolean;
}

/** Refusals that were decided on the request and the task: a repetition gets the same one. */
const KEPT_STATUSES = new Set<number>([409, 412, 422]);

/** Runs a request at most once per key, and answers repetitions with the answer of the first. */
export async function answerOnce(once: OnceContext, run: () => Promise<Reply> | Reply): Promise<Reply> {
  const { keyed, running, route } = once;
  const other = running.get(keyed.scope);
  if (other !== undefined) return whileRunning(once, other);
  running.set(keyed.scope, keyed.fingerprint);
  try {
    if (route.idempotent === 'afterwards') {
      const earlier = await recall(once);
      if (earlier !== undefined) return earlier;
    }
    return await runAndKeep(once, run);
  } finally {
    running.delete(keyed.scope);
  }
}

/** What runs may itself be a repetition of what was answered long ago. */
async function whileRunning(once: OnceContext, fingerprint: string): Promise<Reply> {
  if (fingerprint !== once.keyed.fingerprint) throw reused();
  const earlier = await recall(once);
  if (earlier !== undefined) return earlier;
  throw new Problem('key-in-progress', {
    zh: '同一 Idempotency-Key 的请求正在办理，请稍后重试。',
    en: 'A request with the same Idempotency-Key is still running; try again in a moment.',
  });
}

async function runAndKeep(once: OnceContext, run: () => Promise<Reply> | Reply): Promise<Reply> {
  let reply: Reply;
  try {
    reply = await run();
  } catch (error) {
    return afterRefusal(once, error);
  }
  return once.isKept() ? reply : keep(once, reply);
}

/** The key may be why: what is refused now may have been answered before. */
async function afterRefusal(once: OnceContext, error: unknown): Promise<Reply> {
  const status = error instanceof Problem ? problems[error.code].status : 0;
  if (error instanceof Problem && KEPT_STATUSES.has(status)) {
    return keep(once, problemReply(error, once.problem(), sayingOf(once.deps)));
  }
  // A relation that is missing now may have been lost by the effect of the first try.
  if (!(error instanceof KeyTaken) && status !== 403) throw error;
  const earlier = await recall(once);
  if (earlier !== undefined) return earlier;
  if (error instanceof Problem) throw error;
  throw new Problem('unavailable', {
    zh: '该 Idempotency-Key 的答复刚好到期，请重试。',
    en: 'The answer kept under the key expired while it was asked for; try again.',
  });
}

/** Keeps a reply that no commit has kept; the first one kept is right. */
async function keep(once: OnceContext, reply: Reply): Promise<Reply> {
  const { deps, keyed } = once;
  const kept = keptOf(keyed, reply);
  if (await keepAnswer(deps.pool, kept, deps.settings.idempotencyHours))
    return { ...reply, content: kept.body };
  return (await recall(once)) ?? reply;
}

async function recall(once: OnceContext): Promise<Reply | undefined> {
  const { deps, keyed, route, caller, params } = once;
  const kept: KeptAnswer | undefined = await recallAnswer(
    deps.pool,
    keyed.scope,
    deps.settings.idempotencyHours,
  );
  if (kept === undefined) return undefined;
  if (kept.fingerprint !== keyed.fingerprint) throw reused();
  await route.mayReplay?.(kept, caller, deps, params);
  return replayOf(kept);
}

function reused(): Problem {
  return new Problem('key-reused', {
    zh: '这个 Idempotency-Key 已用于内容不同的请求，请换一个。',
    en: 'This Idempotency-Key was used for another request; take a new one.',
  });
}

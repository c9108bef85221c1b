import type { Engine } from '../../engine/engine.ts';
import { topicsOf } from '../../engine/log/news-topics.ts';
import { Problem } from '../../platform/wording/problem.ts';

/** How a wait ended: something changed, the time was up, or nobody listens any more. */
export type WaitOutcome = 'woken' | 'elapsed' | 'gone';

export interface Waiting {
  readonly outcome: Promise<WaitOutcome>;
  /** Ends the wait early; its outcome is then `gone`. */
  cancel(): void;
}

export interface WaitTerms {
  readonly principal: string;
  /** Seats, or `taskTopic` of a task. */
  readonly topics: readonly string[];
  readonly ms: number;
  /** Aborts when the client goes away. */
  readonly signal?: AbortSignal | undefined;
}

/** Those who wait for news of a seat or a task, in memory: nothing is asked of the database while nothing happens. */
export interface InboxWaiters {
  /** Registers before it returns, so news from then on is not missed. Throws `too-many-requests`. */
  wait(terms: WaitTerms): Waiting;
  /** Wakes who waits for these topics; without, e.g. when news may have been lost, everybody. */
  wake(topics?: Iterable<string>): void;
  /** Ends every wait as if its time were up: a stopping process answers at once. */
  release(): void;
  readonly size: number;
}

interface Waiter {
  readonly end: (outcome: WaitOutcome) => void;
}

/** Makes a map of waiters in which one principal may have so many at once. */
export function createInboxWaiters(mostPerPrincipal: number): InboxWaiters {
  const byTopic = new Map<string, Set<Waiter>>();
  const byPrincipal = new Map<string, Set<Waiter>>();
  const all = new Set<Waiter>();

  function wait({ principal, topics, ms, signal }: WaitTerms): Waiting {
    const own = byPrincipal.get(principal)?.size ?? 0;
    if (own >= mostPerPrincipal) {
      throw new Problem(
        'too-many-requests',
        {
          zh: `您已有 ${own} 个等待中的请求，最多 ${mostPerPrincipal} 个；请先结束其中一个。`,
          en: `You have ${own} waiting requests, at most ${mostPerPrincipal} are allowed; end one of them first.`,
        },
        { limit: mostPerPrincipal },
      );
    }
    let settle: ((outcome: WaitOutcome) => void) | undefined;
    const outcome = new Promise<WaitOutcome>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => {
      waiter.end('elapsed');
    }, ms);
    const onAbort = () => {
      waiter.end('gone');
    };
    const waiter: Waiter = {
      end(how) {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        for (const topic of topics) leave(byTopic, topic, waiter);
        leave(byPrincipal, principal, waiter);
        all.delete(waiter);
        settle?.(how);
      },
    };
    for (const topic of topics) enter(byTopic, topic, waiter);
    enter(byPrincipal, principal, waiter);
    all.add(waiter);
    if (signal?.aborted === true) waiter.end('gone');
    else signal?.addEventListener('abort', onAbort, { once: true });
    return { outcome, cancel: onAbort };
  }

  function end(waiters: Iterable<Waiter> | undefined, outcome: WaitOutcome): void {
    // Ending a waiter takes it out of the set that is walked, which a set allows.
    for (const waiter of waiters ?? []) waiter.end(outcome);
  }

  function endAll(outcome: WaitOutcome): void {
    end(all, outcome);
  }

  return {
    wait,
    wake(topics) {
      if (topics === undefined) endAll('woken');
      else for (const topic of topics) end(byTopic.get(topic), 'woken');
    },
    release: () => {
      endAll('elapsed');
    },
    get size() {
      return all.size;
    },
  };
}

/** Waits for the first news, without a look. */
export async function nextNews(waiters: InboxWaiters, terms: WaitTerms): Promise<WaitOutcome> {
  const waiting = waiters.wait(terms);
  try {
    return await waiting.outcome;
  } finally {
    waiting.cancel();
  }
}

/**
 * Looks until there is news, each time something changed, or until the time is up; answers whether there was. The
 * waiter is registered before each look, so a commit between look and wait is not missed.
 */
export async function untilNews(
  waiters: InboxWaiters,
  terms: WaitTerms,
  look: () => Promise<boolean>,
): Promise<boolean> {
  const end = performance.now() + terms.ms;
  for (;;) {
    const waiting = waiters.wait({
      principal: terms.principal,
      topics: terms.topics,
      signal: terms.signal,
      ms: Math.max(0, end - performance.now()),
    });
    try {
      if (await look()) return true;
      if ((await waiting.outcome) !== 'woken') return false;
    } finally {
      waiting.cancel();
    }
  }
}

/** Wakes those who wait for a task, or at a seat that a commit of this process took it from, changed it at or gave it to. */
export function wakeOnCommit(engine: Engine, waiters: InboxWaiters): void {
  engine.onCommitted((committed) => {
    waiters.wake(topicsOf(committed));
  });
}

function enter(map: Map<string, Set<Waiter>>, key: string, waiter: Waiter): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([waiter]));
  else known.add(waiter);
}

function leave(map: Map<string, Set<Waiter>>, key: string, waiter: Waiter): void {
  const known = map.get(key);
  known?.delete(waiter);
  if (known?.size === 0) map.delete(key);
}

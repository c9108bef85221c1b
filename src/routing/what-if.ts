import type { Matter } from './matter.ts';
import type { RoutingBook } from './prepare-routing.ts';
import type { Sentence } from './reason.ts';
import { route } from './route.ts';
import type { RoutingRules } from './rule.ts';

/** A past matter, where it went, and when it was routed (ISO instant). */
export interface PastMatter {
  readonly id: string;
  readonly matter: Matter;
  readonly routedAt: string;
}

/** A past matter that other rules would send elsewhere; without a unit it waits or would wait in triage. */
export interface Move {
  readonly id: string;
  readonly title: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly rule: string | undefined;
  readonly sentence: Sentence;
}

/**
 * Replays history under other rules and lists what would move. Both runs see today's directory and
 * precedents, so that nothing but the rules can be the cause; binding assignments never move.
 */
export function whatIf(rules: RoutingRules, history: Iterable<PastMatter>, book: RoutingBook): Move[] {
  const proposed: RoutingBook = { ...book, rules };
  const moves: Move[] = [];
  for (const { id, matter, routedAt } of history) {
    const before = route(matter, book, routedAt);
    const after = route(matter, proposed, routedAt);
    const from = before.kind === 'routed' ? before.unit : undefined;
    const to = after.kind === 'routed' ? after.unit : undefined;
    if (from === to) continue;
    moves.push({
      id,
      title: matter.title,
      from,
      to,
      rule: after.reason.rule,
      sentence: after.reason.sentence,
    });
  }
  return moves;
}

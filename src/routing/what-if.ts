import type { RoutingBook } from './books/prepare-routing.ts';
import type { Matter } from './matter.ts';
import type { Sentence } from './reason.ts';
import { route } from './route.ts';
import type { RoutingRules } from './rules/rule.ts';

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
  return [...history].flatMap((past) => moveOf(past, book, proposed) ?? []);
}

/** Where one past matter would go by a proposed book, if elsewhere than by today's. */
export function moveOf(
  { id, matter, routedAt }: PastMatter,
  book: RoutingBook,
  proposed: RoutingBook,
): Move | undefined {
  const before = route(matter, book, routedAt);
  const after = route(matter, proposed, routedAt);
  const from = before.kind === 'routed' ? before.unit : undefined;
  const to = after.kind === 'routed' ? after.unit : undefined;
  if (from === to) return undefined;
  const { rule, sentence } = after.reason;
  return { id, title: matter.title, from, to, rule, sentence };
}

import type { Sentence } from '../reason.ts';

/** Something about rules, duties, boundaries or names that a person should look at; errors must be mended. */
export interface RoutingFinding {
  readonly severity: 'error' | 'warning';
  readonly kind:
    | 'rule-unit-unknown'
    | 'rule-shadowed'
    | 'rule-unreachable'
    | 'category-unknown'
    | 'category-unanswered'
    | 'category-contested'
    | 'name-contested'
    | 'lexicon-unit-unknown'
    | 'duty-unit-unknown'
    | 'object-contested'
    | 'boundary-unit-unknown'
    | 'boundary-unreachable'
    | 'boundary-shadowed';
  /** The rule, category, name, object or boundary it is about. */
  readonly about: string;
  readonly sentence: Sentence;
}

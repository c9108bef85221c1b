import type { Finding, Question } from '../question.ts';
import { type RoutingStep, routingStepSchema } from '../reason.ts';
import { decideByDuty } from './duty.ts';
import { decideByBinding, decideByNamedUnit } from './named-unit.ts';
import { decideByPlace } from './place.ts';
import { decideByPrecedent } from './precedent.ts';
import { decideByRule } from './rule.ts';
import { decideByText } from './text.ts';

type Deciding = Exclude<RoutingStep, 'none'>;

const DECIDE: Readonly<Record<Deciding, (question: Question) => Finding | undefined>> = {
  binding: decideByBinding,
  unit: decideByNamedUnit,
  precedent: decideByPrecedent,
  rule: (question) => decideByRule(question),
  duty: decideByDuty,
  place: decideByPlace,
  text: decideByText,
};

/** The steps in the order in which they are asked. */
const STEPS: readonly Deciding[] = routingStepSchema.options.filter((step) => step !== 'none');

/** What the first step says that says anything; the text always does. */
export function firstFinding(question: Question): Finding {
  for (const step of STEPS) {
    const finding = DECIDE[step](question);
    if (finding !== undefined) return finding;
  }
  throw new Error('No step of routing said anything, expected at least the text to.');
}

/**
 * Steps of which nobody asks what else they would say: a unit in writing is no alternative to an assignment, and a
 * decision by fact has to stay a matter of microseconds, which the text is not.
 */
const NO_ALTERNATIVE: readonly Deciding[] = ['binding', 'unit', 'text'];

/** What the steps after one say, each asked by itself: together they are what else the matter says about its unit. */
export function laterFindings(
  question: Question,
  after: Deciding,
  rule: string | undefined,
): readonly Finding[] {
  const others = after === 'rule' ? [decideByRule(question, rule)] : [];
  const later = STEPS.slice(STEPS.indexOf(after) + 1).filter((step) => !NO_ALTERNATIVE.includes(step));
  return [...others, ...later.map((step) => DECIDE[step](question))].filter((found) => found !== undefined);
}

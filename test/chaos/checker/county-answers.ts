import { COUNTY_EFFECTS } from '../../../src/tasks/answers/county-effects.ts';
import type { AnswerTerms } from './check-results.ts';

/** What the county's workers answer their effects by, for the checker. */
export const COUNTY_ANSWERS: AnswerTerms = {
  answers: Object.fromEntries(
    COUNTY_EFFECTS.map(({ name, answers }) => [name, Object.keys(answers)] as const),
  ),
  // A task that was laid aside meanwhile is told of no rung any more, and what is decided needs no limit.
  superseded: [
    'resolveTransfer',
    'resolveLimit',
    'assessRequest',
    'assessProlongation',
    'notify',
    'limitDecision',
  ],
};

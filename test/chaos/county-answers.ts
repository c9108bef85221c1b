import type { AnswerTerms } from './check-results.ts';

/** What the county's workers answer their effects by, for the checker. */
export const COUNTY_ANSWERS: AnswerTerms = {
  answers: {
    route: ['routed', 'routingFailed'],
    resolveAssignment: ['routed', 'routingFailed'],
    resolveTransfer: ['transferred', 'transferFailed'],
    resolveLimit: ['limitResolved'],
    limitDecision: ['decisionLimitSet'],
    limitUrge: ['rungsSet'],
    countUrge: ['urgeCounted'],
    armSendBack: ['rungsSet'],
    notify: ['noticesIssued'],
    assessRequest: ['requestAssessed', 'requestRefused'],
    resetDeadline: ['deadlineSet'],
  },
  // A task that was laid aside meanwhile is told of no rung any more, and what is decided needs no limit.
  superseded: ['resolveTransfer', 'resolveLimit', 'assessRequest', 'notify', 'limitDecision'],
};

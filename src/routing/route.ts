import { commissionerSeatOf } from '../vocabulary/seats.ts';
import type { RoutingBook } from './books/prepare-routing.ts';
import { counterfactualsOf } from './counterfactuals.ts';
import type { Matter } from './matter.ts';
import { ask, type Decided, nameOf, type Question, type Undecided } from './question.ts';
import type { Routed, Routing, RoutingReason, Unrouted } from './reason.ts';
import { firstFinding } from './steps/in-order.ts';

/**
 * Sends a matter to exactly one unit and its commissioner's seat, or says by name why it cannot, with
 * ranked candidates. Pure, and total over matters; `now` is an ISO instant that decides which units live,
 * which rules hold and which rulings are in force.
 */
export function route(matter: Matter, book: RoutingBook, now: string): Routing {
  const question = ask(matter, book, now);
  const finding = firstFinding(question);
  return finding.kind === 'decided' ? routed(question, finding) : unrouted(question, finding);
}

function routed(question: Question, decided: Decided): Routed {
  const { unit } = decided;
  const seat = commissionerSeatOf(unit);
  const { runnersUp, counterfactuals } = counterfactualsOf(question, decided);
  const name = nameOf(question.book, unit);
  const reason: RoutingReason = {
    step: decided.step,
    unit,
    seat,
    ...common(question, decided),
    runnersUp,
    counterfactuals,
    sentence: {
      zh: `${decided.why.zh}派给${name}数字专员。`,
      en: `${decided.why.en} Sent to the digital commissioner of ${name}.`,
    },
  };
  return { kind: 'routed', unit, seat, reason };
}

function unrouted(question: Question, undecided: Undecided): Unrouted {
  const { failure, candidates } = undecided;
  const reason: RoutingReason = {
    step: 'none',
    failure,
    ...common(question, undecided),
    runnersUp: [...candidates],
    counterfactuals: counterfactualsOf(question, undecided).counterfactuals,
    sentence: undecided.why,
  };
  return { kind: 'unrouted', failure, candidates, reason };
}

function common(question: Question, finding: Decided | Undecided) {
  const { book } = question;
  return {
    directoryVersion: book.directory.version,
    rulesVersion: book.rules.version,
    facts: [...finding.facts],
    ...(finding.rule === undefined ? {} : { rule: finding.rule }),
    ...('precedent' in finding && finding.precedent !== undefined ? { precedent: finding.precedent } : {}),
    ...(finding.boundaries === undefined || finding.boundaries.length === 0
      ? {}
      : { boundaries: [...finding.boundaries] }),
    ...('coUnits' in finding && finding.coUnits !== undefined && finding.coUnits.length > 0
      ? { coUnits: [...finding.coUnits] }
      : {}),
    ...(finding.similar === undefined || finding.similar.length === 0
      ? {}
      : { similar: [...finding.similar] }),
    ...(finding.confidence === undefined || !book.text
      ? {}
      : { confidence: finding.confidence, textVersion: book.text.version }),
  };
}

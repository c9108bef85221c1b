import type { RoutingBook } from '../../../src/routing/books/prepare-routing.ts';
import { route } from '../../../src/routing/route.ts';
import type { Case } from './routing-cases.ts';
import { NOW } from './routing-county.ts';

/** One case after routing. */
export interface Outcome {
  readonly one: Case;
  /** The unit it was sent to; undefined when a person has to decide. */
  readonly answer: string | undefined;
  readonly confidence: number;
  readonly right: boolean;
  readonly amongThree: boolean;
  readonly firstThree: readonly string[];
  readonly coUnits: readonly string[];
}

/** Routes cases by nothing but what they say, each by its book. */
export function routeCases(cases: readonly Case[], bookFor: (one: Case) => RoutingBook): Outcome[] {
  return cases.map((one) => routeCase(one, bookFor(one)));
}

/** Routes one case. */
export function routeCase(one: Case, book: RoutingBook): Outcome {
  const routing = route(one.matter, book, NOW);
  const answer = routing.kind === 'routed' ? routing.unit : undefined;
  const others = routing.reason.runnersUp.map((candidate) => candidate.unit);
  const firstThree = (answer === undefined ? others : [answer, ...others]).slice(0, 3);
  return {
    one,
    answer,
    confidence: routing.reason.confidence ?? (answer === undefined ? 0 : 1),
    right: answer !== undefined && one.right.has(answer),
    amongThree: firstThree.some((unit) => one.right.has(unit)),
    firstThree,
    coUnits: (routing.reason.coUnits ?? []).map(({ unit }) => unit),
  };
}

/** The three figures that routing is judged by, as shares of 1. */
export interface Quality {
  readonly cases: number;
  readonly coverage: number;
  readonly precision: number;
  readonly topThree: number;
}

/** Coverage (answered of all), precision (right of answered) and top three (right unit among three, of all). */
export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const answered = outcomes.filter(({ answer }) => answer !== undefined);
  return {
    cases: outcomes.length,
    coverage: share(answered.length, outcomes.length),
    precision: share(answered.filter(({ right }) => right).length, answered.length),
    topThree: share(outcomes.filter(({ amongThree }) => amongThree).length, outcomes.length),
  };
}

/** Of tasks that several units plausibly lead: how many were sent all the same, to one of them or to none of them, and how many were shown with all (at most three). */
export interface OpenQuality {
  readonly cases: number;
  readonly sent: number;
  readonly sentElsewhere: number;
  readonly shown: number;
}

/** What became of the tasks that a person has to decide. */
export function openQualityOf(outcomes: readonly Outcome[]): OpenQuality {
  const sent = outcomes.filter(({ answer }) => answer !== undefined);
  return {
    cases: outcomes.length,
    sent: sent.length,
    sentElsewhere: sent.filter(({ right }) => !right).length,
    shown: outcomes.filter(
      ({ one, answer, firstThree }) =>
        answer === undefined && [...one.right].slice(0, 3).every((unit) => firstThree.includes(unit)),
    ).length,
  };
}

/** How many cases of each label went to each unit; `triage` are those left to a person. */
export function confusionOf(
  outcomes: readonly Outcome[],
  nameOf: (unit: string) => string,
): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { one, answer } of outcomes) {
    const row = (table[one.label] ??= {});
    const column = answer === undefined ? 'triage' : nameOf(answer);
    row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

/** What was said to be so sure, and how often it was right. */
export interface Reliability {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  readonly said: number;
  readonly right: number;
}

const BINS = [0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0001];

/** Confidence against truth, of the answer that the model would have given. */
export function reliabilityOf(
  sure: readonly { readonly confidence: number; readonly right: boolean }[],
): Reliability[] {
  return BINS.slice(1).flatMap((to, at) => {
    const from = BINS[at] ?? 0;
    const some = sure.filter(({ confidence }) => confidence >= from && confidence < to);
    if (some.length === 0) return [];
    const said = some.reduce((sum, { confidence }) => sum + confidence, 0) / some.length;
    return [
      {
        from,
        to: Math.min(1, to),
        cases: some.length,
        said,
        right: share(some.filter(({ right }) => right).length, some.length),
      },
    ];
  });
}

/** Of the units suggested as helpers, how many the sample names; it names few of those who helped. */
export function coUnitPrecision(outcomes: readonly Outcome[]): { suggested: number; precision: number } {
  const judged = outcomes.filter(({ one }) => one.coUnits.length > 0);
  const suggested = judged.flatMap(({ one, coUnits }) => coUnits.map((unit) => one.coUnits.includes(unit)));
  return {
    suggested: suggested.length,
    precision: share(suggested.filter(Boolean).length, suggested.length),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

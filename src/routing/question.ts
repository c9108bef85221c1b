import { normaliseCategory } from '../vocabulary/category.ts';
import { countyDayOf } from '../vocabulary/county-day.ts';
import { type DutyHolders, dutyHolders } from './books/duty-book.ts';
import type { RoutingBook } from './books/prepare-routing.ts';
import type { Matter } from './matter.ts';
import type {
  BoundaryCited,
  Candidate,
  Counterfactual,
  Fact,
  RoutingFailure,
  RoutingStep,
  Sentence,
  SimilarTask,
} from './reason.ts';
import { answeringUnit } from './standing.ts';

/** One matter before one routing book at one moment: what every step reads. */
export interface Question {
  readonly matter: Matter;
  readonly book: RoutingBook;
  /** The same instant as ISO text, in epoch milliseconds, and as a county day. */
  readonly now: string;
  readonly moment: number;
  readonly day: string;
  readonly category: string;
  readonly holders: DutyHolders | undefined;
  /** The living units that answer for the category; empty when there is none or nobody answers. */
  readonly claimants: readonly string[];
}

/** A step knows the unit. */
export interface Decided {
  readonly kind: 'decided';
  readonly step: RoutingStep;
  readonly unit: string;
  readonly facts: readonly Fact[];
  readonly why: Sentence;
  readonly rule?: string;
  readonly precedent?: string;
  readonly confidence?: number;
  readonly runnersUp?: readonly Candidate[];
  readonly counterfactuals?: readonly Counterfactual[];
  readonly boundaries?: readonly BoundaryCited[];
  readonly similar?: readonly SimilarTask[];
  readonly coUnits?: readonly Candidate[];
}

/** A step knows that a person must decide. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly failure: RoutingFailure;
  readonly facts: readonly Fact[];
  readonly candidates: readonly Candidate[];
  readonly why: Sentence;
  readonly rule?: string;
  readonly confidence?: number;
  readonly boundaries?: readonly BoundaryCited[];
  readonly similar?: readonly SimilarTask[];
}

export type Finding = Decided | Undecided;

/** How many candidates a person is shown. */
export const CANDIDATES = 5;

/** Puts a matter before a book; throws when `now`, which is the caller's clock, is not an ISO instant. */
export function ask(matter: Matter, book: RoutingBook, now: string): Question {
  const moment = Date.parse(now);
  if (Number.isNaN(moment)) throw new RangeError(`now is ${JSON.stringify(now)}, expected an ISO instant`);
  const category = normaliseCategory(matter.category);
  const holders = dutyHolders(book.duties, category);
  const claimants = new Set<string>();
  for (const code of holders?.units ?? []) {
    const unit = answeringUnit(book, code, moment);
    if (unit) claimants.add(unit.code);
  }
  return {
    matter,
    book,
    now,
    moment,
    day: countyDayOf(moment),
    category,
    holders,
    claimants: [...claimants],
  };
}

/** The name of a unit for sentences; its code when the directory has lost it. */
export function nameOf(book: RoutingBook, unit: string): string {
  return book.index.units.get(unit)?.name ?? unit;
}

import type { z } from 'zod';
import type { Standing } from './standing.ts';

/** A step of a task as readers keep something of it; the first, `created`, has the input as its data. */
export interface PastStep<Data = never> {
  readonly data: Data;
  /** ISO instant. */
  readonly at: string;
}

/** Events as far as they are declared for this: the data of each. */
type Declared = Readonly<Record<string, { readonly data: z.ZodType }>>;

type ByEvent<Events extends Declared, Input, Result> = {
  readonly [Name in keyof Events | 'created']?: (
    step: PastStep<Name extends keyof Events ? z.output<Events[Name]['data']> : Input>,
  ) => Result;
} & {
  /** A timer of a state, by the name that XState gives it. */
  readonly [Timer in `xstate.after.${string}`]?: (step: PastStep<unknown>) => Result;
};

type Texts = readonly (string | null | undefined)[];

/** What readers of all workflows find a task by, and still read of it once it is closed: event by event, off the log. */
export interface Projections {
  /** Texts of an event that search finds the task by; its title, where `created` is not among them. */
  readonly searched?: Readonly<Record<string, ((step: PastStep) => Texts) | undefined>>;
  /** What search finds a task by as it is registered now: in place of `created`, and anew with events that correct it. */
  readonly registered?: {
    readonly correctedBy: readonly string[];
    readonly texts: (context: never) => Texts;
  };
  /** Facts that an event adds to the record of the task, or takes back (null). */
  readonly recorded?: Readonly<Record<string, ((step: PastStep) => TaskRecord) | undefined>>;
  /** Who has to act by when; where nothing is said each seat by the due date, from which on the task is late. */
  readonly standing?: (context: never, state: string) => Standing;
  /** The limits beside the due date that run now, with what they were counted from: a changed calendar moves them, too. */
  readonly limits?: (context: never) => readonly RunningLimit[];
  /** What a queue shows of the task at a glance. */
  readonly brief?: (context: never) => TaskBrief;
}

/** A limit that runs: which of the county's, from when it counts and when it ends; ISO instants. */
export interface RunningLimit {
  readonly part: 'receipt' | 'return' | 'triage' | 'ruling' | 'review' | 'parking';
  readonly from: string;
  readonly at: string;
}

/** How far an open task has come; what a workflow does not keep is left out. */
export interface TaskBrief {
  /** ISO instants. */
  readonly receiptDueAt?: string | null;
  readonly urges?: {
    readonly count: number;
    readonly lastAt: string | null;
    readonly answered: boolean;
    readonly answerBy: string | null;
  } | null;
}

/** What a task remembers for its readers, open or closed. */
export interface TaskRecord {
  readonly source?: string | null;
  /** ISO instants. */
  readonly receivedAt?: string | null;
  readonly originalDueAt?: string | null;
  readonly claimedAt?: string | null;
  readonly passedAt?: string | null;
  /** What was asked for last, and how it ended where it came to nothing: the asker is to read of it. */
  readonly asked?: { readonly kind: 'return' | 'extension' | 'parking'; readonly at: string } | null;
  readonly unmet?: {
    readonly as: 'declined' | 'denied' | 'refused' | 'lapsed';
    readonly at: string;
    readonly reason: { readonly zh: string; readonly en: string } | null;
  } | null;
  /** What the unit last answered in writing to the supervisor. */
  readonly answer?: {
    readonly at: string;
    readonly reason: string;
    readonly expectedCompletion: string;
  } | null;
}

/** Checks projections against the events that they are of, and what was submitted. */
export function projectionsOf<Events extends Declared, Input>(projections: {
  readonly registered?: {
    readonly correctedBy: readonly (string & keyof Events)[];
    readonly texts: (context: never) => Texts;
  };
  readonly searched?: ByEvent<Events, Input, Texts>;
  readonly recorded?: ByEvent<Events, Input, TaskRecord>;
}): Projections {
  return projections;
}

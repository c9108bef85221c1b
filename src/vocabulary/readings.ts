import type { Words } from '../platform/wording/words.ts';
import type { ClockReading } from './clock-reading.ts';
import type { HandoverReading } from './handover-reading.ts';
import type { LadderMemory } from './ladder-memory.ts';
import type { Limit } from './limit.ts';
import type { Requesters } from './requesters.ts';
import type { RoutingReading } from './routing-reading.ts';

/**
 * What readers may know of the tasks of a workflow, declared beside it and typed by what its tasks remember. Readers ask
 * these and never look into a context. What is left out is not read; where rights rest on it, there are none.
 */
export interface Readings<Context> {
  /** Whose requests are undecided in a state. Left out, nobody decides anything on tasks of the workflow. */
  readonly requesters?: (context: Context, state: string) => Requesters;
  /** Where it stands on the supervision ladder, if it is on one. */
  readonly ladder?: (context: Context) => LadderMemory;
  readonly late?: LateReading<Context>;
  /** What its log means to its clock. */
  readonly clock?: ClockReading;
  /** The limit in force. */
  readonly budget?: (context: Context) => Limit | null;
  /** A limit that was not written, with what its default went by; null where one was. */
  readonly defaulted?: (context: Context) => DefaultedLimit | null;
  /** Due dates that a changed calendar may move. */
  readonly deadline?: {
    /** Null where none runs. */
    readonly of: (context: Context) => CountedDeadline | null;
    /** The event by which an open task hears that its due date is another one, or has become certain. */
    readonly moved: string;
  };
  /** What the next holder of its owner's seat has to know, in a state. */
  readonly handover?: (context: Context, state: string) => HandoverReading;
  /** Of a seat that it waits for besides its owner: whether that one is to rule, in a state; else it is to decide on a request. */
  readonly awaitsRuling?: (state: string) => boolean;
  /** What routing learns from it. Left out, it sets no precedent. */
  readonly routing?: RoutingReading<Context>;
  /** By event, what it came to in one sentence, where its title does not say it all. */
  readonly told?: Readonly<Record<string, (event: ToldEvent) => Words | undefined>>;
  /** The same for events of which the task remembers more than they said. */
  readonly toldFromMemory?: Readonly<
    Record<string, (event: ToldEvent, context: Context) => Words | undefined>
  >;
}

/** A limit as a default gave it, and what that went by. */
export interface DefaultedLimit {
  readonly limit: Limit;
  /** From which default, and what that went by. */
  readonly by: { readonly rule: string; readonly sentence: Words };
  readonly source?: string | undefined;
  readonly category?: string | undefined;
  readonly urgency?: string | undefined;
}

/** A due date with what it is counted from. */
export interface CountedDeadline {
  readonly limit: Limit;
  /** ISO instant; null where the task did not keep it: it is that of the last event with which a budget begins. */
  readonly from: string | null;
  readonly suspendedMinutes: number;
  /** True while the calendar that it rests on is not announced. */
  readonly provisional: boolean;
  /** Rungs of the supervision ladder that are still to come. */
  readonly rungs: readonly { readonly key: string; readonly at: string }[];
}

/** An event of the log, to be told. */
export interface ToldEvent {
  readonly id: string;
  /** As it was logged, perhaps by an earlier version of the workflow. */
  readonly data: unknown;
  /** Unit and name of the person who answered for a seat as the event happened. */
  readonly personAt: (seat: string) => string;
}

/** What waits for what, for the sentence that says why a task is late. */
export interface Waiting {
  readonly state: string;
  readonly stateTitle: Words;
  /** How long the task has been in its state, in words; undefined where no working time has passed since. */
  readonly inState: Words | undefined;
}

/** Why a task of the workflow is late. */
export interface LateReading<Context, Facts = unknown> {
  /** Whether the reason in a state rests on what the task remembers: that is read only where it is needed. */
  readonly restsOnMemory: (state: string) => boolean;
  /** What of its memory the reason rests on. */
  readonly facts: (context: Context) => Facts;
  /** In one sentence; undefined where the title of the state says it all. The facts of a past moment are not known. */
  why(waiting: Waiting, facts: Facts | undefined): Words | undefined;
}

const READINGS = Symbol('readings');

/** Readings as a workflow carries them: the engine does not look into them. */
export interface DeclaredReadings {
  readonly [READINGS]: Readings<unknown>;
}

/** Declares what readers may know of a workflow's tasks. */
export function declareReadings<Context>(readings: Readings<Context>): DeclaredReadings {
  // Readers hand in what was loaded by the same workflow, so the context is of this type.
  return { [READINGS]: readings as Readings<unknown> };
}

const NOTHING: Readings<unknown> = {};

/** What a workflow declares; nothing, where the program does not know the workflow or it declares none. */
export function readingsOf(
  definition: { readonly readings?: Partial<DeclaredReadings> | undefined } | undefined,
): Readings<unknown> {
  const declared = definition?.readings;
  return declared?.[READINGS] ?? NOTHING;
}

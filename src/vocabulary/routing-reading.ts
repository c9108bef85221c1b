import type { RoutedMatter } from './matter.ts';

/** What the log of a task says of where its matter belongs: who brought it where, and what came back. By names of events. */
export interface RoutingLog {
  /** The engine brought it to the unit in `data.unit`, for the reason in `data.reason`, or could not. */
  readonly dispatched: string;
  readonly undispatched: string;
  /** It went on to the unit in `data.unit` with clock and history. */
  readonly transferred?: string;
  /** It was settled by hand that it belongs to the unit in `data.unit`: it is dispatched there next. */
  readonly assigned: string;
  /** It was settled by hand that it stays with the unit that had it. */
  readonly upheld?: string;
  /** What the unit did was accepted: it teaches which unit has such matters, and binds none. */
  readonly accepted?: string;
  /** How it comes back. */
  readonly returns?: {
    /** The unit gives it back, and its leader signs that, where it needs a signature. */
    readonly asked: string;
    readonly signed?: string;
    /** In which it waits to be settled by hand. */
    readonly state: string;
    /** In which an assignment out of that state leaves it. */
    readonly ruling: string;
  };
}

/** What routing learns from tasks of a workflow. Left out, none of them sets a precedent. */
export interface RoutingReading<Context, Key extends keyof Context = keyof Context> {
  /** Under which name a task remembers the matter: lists of many tasks read this and nothing else of them. */
  readonly remembered: Key;
  readonly matter: (remembered: Context[Key]) => RoutedMatter;
  readonly log: RoutingLog;
}

/** Checks a routing reading against what tasks of the workflow remember. */
export function declareRouting<Context, Key extends keyof Context & string>(
  reading: RoutingReading<Context, Key>,
): RoutingReading<Context> {
  // The matter is only ever read from under the key that stands beside it.
  return reading as unknown as RoutingReading<Context>;
}

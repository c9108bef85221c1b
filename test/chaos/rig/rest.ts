/** What can be seen of a round at one moment. */
export interface Moment {
  /** What is stored, and what clients have done, as a text that any change changes. */
  readonly trace: string;
  /** Whether a command is on its way, or something falls due soon by itself. */
  readonly busy: boolean;
  /** Looks at the ledger that each reconciler has completed. */
  readonly looks: readonly number[];
  /** Doorbells taken so far. */
  readonly issued: number;
}

/** Looks that a reconciler must have completed in vain; of the first one nobody knows when it began. */
const LOOKS = 3;

/**
 * Tells when a round has come to rest: nothing changed while each reconciler looked at the ledger again and again, nor
 * while the doorbells that this made were answered. Counts what happened instead of time: a slow machine only takes
 * longer.
 */
export function createRest(isDone: (issued: number) => boolean): (moment: Moment) => boolean {
  let since: Moment | undefined;
  let mark: number | undefined;
  return (moment) => {
    if (moment.busy || since === undefined || moment.trace !== since.trace) {
      since = moment.busy ? undefined : moment;
      mark = undefined;
      return false;
    }
    const before = since.looks;
    if (mark === undefined && moment.looks.every((looks, n) => looks - (before[n] ?? 0) >= LOOKS)) {
      mark = moment.issued;
      return false;
    }
    return mark !== undefined && isDone(mark);
  };
}

/** More looks of the eye than any pause of a round is long; about half a minute where nothing else keeps the machine busy. */
const MOST_ALIKE = 1_500;

/**
 * Tells when a round will not come to rest: somebody waits without end, so that the eye sees the same again and again. Counts
 * looks instead of time, too: on a slow machine they come later, as everything does.
 */
export function createStandstill(): (trace: string) => boolean {
  let since: string | undefined;
  let alike = 0;
  return (trace) => {
    alike = trace === since ? alike + 1 : 0;
    since = trace;
    return alike >= MOST_ALIKE;
  };
}

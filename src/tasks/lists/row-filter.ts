import type { SoughtWord } from '../../platform/wording/fold-text.ts';

/** A stretch of time in which a person answered for a seat; ISO instants, half-open. */
export interface AnsweredSpan {
  readonly seat: string;
  readonly from: string;
  readonly until: string;
}

/** Half-open, ISO instants. */
export interface InstantRange {
  readonly from?: string;
  readonly before?: string;
}

/** What a filter asks of the rows: every member narrows, absent ones do not. */
export interface RowFilter {
  readonly units?: readonly string[];
  readonly seat?: string;
  /** Paths of states, those within included. */
  readonly states?: readonly string[];
  readonly category?: string;
  readonly urgency?: string;
  readonly source?: string;
  readonly workflows?: readonly string[];
  /** Whether what belongs to other tasks can be among what is found. */
  readonly parts?: boolean;
  readonly parent?: string;
  readonly open?: boolean;
  readonly received?: boolean;
  readonly light?: {
    readonly is: 'green' | 'yellow' | 'red';
    readonly overdueBefore: string;
    readonly yellowBefore: string;
  };
  /** What has to be done on open tasks, and whether its own limit has passed. */
  readonly act?: { readonly codes?: readonly string[]; readonly late?: boolean; readonly now: string };
  readonly late?: { readonly is: boolean; readonly now: string };
  readonly due?: InstantRange;
  readonly created?: InstantRange;
  readonly closed?: InstantRange;
  /** The seats that a person answers for now, and those they answered for, and when. */
  readonly answered?: { readonly now: readonly string[]; readonly spans: readonly AnsweredSpan[] };
  /** Each is found somewhere in what the task is searched by. */
  readonly words?: readonly SoughtWord[];
}

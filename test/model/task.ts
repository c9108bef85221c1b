/** One line of a task's log, as far as it can be foretold. */
export interface LogLine {
  readonly type: string;
  /** State and accountable seat after the event. */
  readonly state: string;
  readonly owner: string;
  readonly principal: string;
  readonly onBehalfOf: string | undefined;
  /** How often the due date had moved while the task went on. */
  readonly moves: number;
}

/** Work that an event asked for; workers do it in the order of revision and position. */
export type Work = { readonly revision: number; readonly position: number } & (
  | { readonly kind: 'route'; readonly name: 'route' | 'resolveAssignment'; readonly unit: string | null }
  | { readonly kind: 'spawn'; readonly child: Assignment }
  | { readonly kind: 'limit'; readonly redated: number }
  | {
      readonly kind: 'ask';
      readonly name: Asking;
      readonly about?: object;
      readonly until?: string;
      readonly unit?: string | null;
    }
  | { readonly kind: 'signal'; readonly to: string; readonly event: string; readonly child: string }
  | { readonly kind: 'timer'; readonly event: string; due: boolean }
);

/** What a reform task asks the engine to count or to find. */
export type Asking =
  | 'armSendBack'
  | 'assessProlongation'
  | 'assessRequest'
  | 'countUrge'
  | 'limitDecision'
  | 'limitUrge'
  | 'resetDeadline'
  | 'resolveTransfer';

/** Limits that ran out unmet. */
export interface Lapses {
  receipt: boolean;
  due: boolean;
  decision: boolean;
}

/** What waits for the decision of somebody above. */
export interface ModelRequest {
  readonly kind: 'return' | 'extension' | 'parking';
  readonly askers: readonly string[];
}

/** A task that is laid aside. */
export interface ModelParking {
  reviewed: boolean;
  /** Who asked for it. */
  readonly askers: readonly string[];
  /** How often its reviews have prolonged it, and whether one is being counted. */
  prolonged: number;
  prolonging: object | null;
}

export type NewWork = Work extends infer Each
  ? Each extends Work
    ? Omit<Each, 'revision' | 'position'>
    : never
  : never;

/** A section's part of a reform task. */
export interface Assignment {
  readonly id: string;
  readonly section: string;
  readonly ownLimit: boolean;
}

interface Common {
  readonly id: string;
  readonly submitter: string;
  revision: number;
  state: string;
  owner: string;
  attention: string | null;
  unit: string | null;
  urges: number;
  /** How often the due date has moved while the task went on. */
  moves: number;
  readonly log: LogLine[];
  work: Work[];
}

export interface ReformTask extends Common {
  readonly workflow: 'reform-task';
  readonly criteria: readonly string[];
  /** Seat of the officer of the task force who has taken it. */
  officer: string | null;
  title: string;
  /** Working days. */
  limit: number;
  /** The limit from which the due date was counted last; null where nobody can say. */
  countedLimit: number | null;
  /** The due date is counted from a corrected limit, and has not been yet. */
  recount: object | null;
  readonly returnedBy: string[];
  ruled: boolean;
  received: boolean;
  lapsed: Lapses;
  request: ModelRequest | null;
  /** How the last request ended. */
  answered: string | null;
  /** Who may not rule: who sent the last return, for whom, and who signed it. */
  senders: readonly string[];
  /** What the task force has to decide; null while nothing. */
  deciding: object | null;
  extensions: number;
  parked: ModelParking | null;
  /** The last one asked for that is not answered. */
  transfer: object | null;
  transfers: number;
  /** Who claimed it done, with the one for whom. */
  claimants: readonly string[];
  sentBack: number;
  readonly sections: { readonly id: string; readonly section: string; status: string }[];
}

export interface SectionTask extends Common {
  readonly workflow: 'section-assignment';
  readonly ownLimit: boolean;
  received: boolean;
  lapsed: boolean;
  redated: number;
  readonly parent: string;
  readonly section: string;
}

export type ModelTask = ReformTask | SectionTask;

/** Who did something: the actor of the log. */
export interface Doer {
  readonly principal: string;
  readonly onBehalfOf: string | undefined;
}

export const ENGINE: Doer = { principal: 'engine', onBehalfOf: undefined };

const ENDS = new Set(['struckOff', 'withdrawn', 'finished', 'returned', 'recalled']);

/** Whether nothing more can happen to a task. */
export function isClosed({ state }: { readonly state: string }): boolean {
  return ENDS.has(state);
}

/** Whether a section still owes its answer. */
export function isOpenSection({ status }: { readonly status: string }): boolean {
  return status === 'dispatched' || status === 'received';
}

/** Writes an event into a task: its state has been changed already. */
export function record(task: ModelTask, type: string, doer: Doer, work: readonly NewWork[] = []): void {
  task.revision++;
  const { revision, state, owner, moves } = task;
  task.log.push({ type, state, owner, moves, ...doer });
  task.work.push(...work.map((asked, position) => ({ ...asked, revision, position })));
}

/** Takes timers away that belong to a state that was left. */
export function disarm(task: ModelTask, ...events: readonly string[]): void {
  task.work = task.work.filter((work) => work.kind !== 'timer' || !events.includes(work.event));
}

/** Workers do what was asked for first before the rest. */
export function inOrderAsked(a: Work, b: Work): number {
  return a.revision - b.revision || a.position - b.position;
}

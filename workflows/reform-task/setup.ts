import { setup } from 'xstate';
import { machineTypes, type SignalParams, type SpawnParams, type Title } from '../../src/engine/define.ts';
import { type Limit, msUntil } from '../fields.ts';
import type { RouteParams } from '../routing-events.ts';
import type { AssessParams } from './assessment.ts';
import type { ReformTaskContext } from './context.ts';
import type { events } from './events.ts';
import { guards } from './guards.ts';
import type { RegisteredMatter } from './matter.ts';

interface DecisionParams {
  readonly workflow: string;
  readonly decision: 'triage' | 'ruling' | 'review';
  /** Since when it is to be decided. */
  readonly from: string;
  readonly urgent: boolean;
  /** When the unit is due whose clock stands still; null where none does. */
  readonly dueAt: string | null;
}

interface DeadlineParams {
  readonly workflow: string;
  readonly cause: 'upheld' | 'resumed' | 'reviewed' | 'corrected';
  /** The event that asks, where a limit was corrected. */
  readonly recount?: string;
  /** Whether a corrected limit may have run out already. */
  readonly acceptPast?: boolean;
  readonly limit: Limit;
  readonly from: string | null;
  readonly suspendedMinutes: number;
  /** Since when the clock has stood still. */
  readonly since: string;
  readonly received: boolean;
  readonly urgent: boolean;
}

interface UrgeParams {
  readonly workflow: string;
  /** When it was urged. */
  readonly at: string;
}

interface SendBackParams {
  readonly workflow: string;
  /** Which time it is. */
  readonly round: number;
  readonly urgent: boolean;
}

export interface NotifyParams {
  readonly workflow: string;
  /** Of the rung, and of others that came with it. */
  readonly key: string;
  readonly with: readonly string[];
  /** What the task force is to decide, where the rung is about that. */
  readonly decision: 'triage' | 'ruling' | 'review' | 'request' | null;
  readonly unit: string | null;
  readonly seat: string | null;
  /** Seats of the sections at work. */
  readonly sections: readonly string[];
  /** As last reported. */
  readonly percent: number | null;
}

export const task = setup({
  types: machineTypes<ReformTaskContext, typeof events, RegisteredMatter>(),
  // Effects: the engine stores them with the step and workers carry them out; nothing runs here.
  actions: {
    route: (_args, _params: RouteParams) => {},
    resolveAssignment: (_args, _params: RouteParams) => {},
    resolveTransfer: (_args, _params: RouteParams & { readonly transfer: string }) => {},
    /** Answered by `decisionLimitSet`. */
    limitDecision: (_args, _params: DecisionParams) => {},
    /** Answered by `requestAssessed` or `requestRefused`. */
    assessRequest: (_args, _params: AssessParams) => {},
    /** Answered by `deadlineSet`. */
    resetDeadline: (_args, _params: DeadlineParams) => {},
    /** Answered by `rungsSet`. */
    limitUrge: (_args, _params: UrgeParams) => {},
    /** Answered by `rungsSet`. */
    armSendBack: (_args, _params: SendBackParams) => {},
    /** Answered by `noticesIssued`. */
    notify: (_args, _params: NotifyParams) => {},
    spawn: (_args, _params: SpawnParams) => {},
    signal: (_args, _params: SignalParams) => {},
  },
  guards,
  delays: {
    receiptLimit: ({ context, event }) => msUntil(context.receiptDueAt ?? '', event),
    dueDate: ({ context, event }) => msUntil(context.dueAt ?? '', event),
    decisionLimit: ({ context, event }) => msUntil(context.request?.decideBy ?? '', event),
    reviewDate: ({ context, event }) => msUntil(context.parked?.reviewAt ?? '', event),
  },
});

export function title(zh: string, en: string): { readonly title: Title } {
  return { title: { zh, en } };
}

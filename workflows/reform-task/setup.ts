import { setup } from 'xstate';
import type { SignalParams, SpawnParams } from '../../src/engine/definition/children.ts';
import { machineTypes, type Title } from '../../src/engine/definition/define.ts';
import type { ParamsOf } from '../../src/engine/definition/effect-contract.ts';
import type {
  ARM_SEND_BACK,
  ASSESS_PROLONGATION,
  ASSESS_REQUEST,
  LIMIT_DECISION,
  LIMIT_URGE,
  NOTIFY,
  RESET_DEADLINE,
  RESOLVE_ASSIGNMENT,
  RESOLVE_TRANSFER,
  ROUTE,
} from '../../src/vocabulary/effects.ts';
import { childActions } from '../children.ts';
import { msUntil } from '../fields.ts';
import type { ReformTaskContext } from './context.ts';
import type { events, ReformTaskEvent } from './events/events.ts';
import { guards } from './guards.ts';
import type { RegisteredMatter } from './matter.ts';

export type NotifyParams = ParamsOf<typeof NOTIFY>;

export const task = setup({
  types: machineTypes<ReformTaskContext, typeof events, RegisteredMatter>(),
  // Effects: the engine stores them with the step and workers carry them out; nothing runs here.
  actions: {
    route: (_args, _params: ParamsOf<typeof ROUTE>) => {},
    resolveAssignment: (_args, _params: ParamsOf<typeof RESOLVE_ASSIGNMENT>) => {},
    resolveTransfer: (_args, _params: ParamsOf<typeof RESOLVE_TRANSFER>) => {},
    /** Answered by `decisionLimitSet`. */
    limitDecision: (_args, _params: ParamsOf<typeof LIMIT_DECISION>) => {},
    /** Answered by `requestAssessed` or `requestRefused`. */
    assessRequest: (_args, _params: ParamsOf<typeof ASSESS_REQUEST>) => {},
    /** Answered by `parkingProlonged` or `prolongationRefused`. */
    assessProlongation: (_args, _params: ParamsOf<typeof ASSESS_PROLONGATION>) => {},
    /** Answered by `deadlineSet`. */
    resetDeadline: (_args, _params: ParamsOf<typeof RESET_DEADLINE>) => {},
    /** Answered by `rungsSet`. */
    limitUrge: (_args, _params: ParamsOf<typeof LIMIT_URGE>) => {},
    /** Answered by `rungsSet`. */
    armSendBack: (_args, _params: ParamsOf<typeof ARM_SEND_BACK>) => {},
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

export const { beginning, spawning, signalling } = childActions<ReformTaskContext, ReformTaskEvent>();

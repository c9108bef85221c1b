import type { Upcaster } from '../../src/engine/define.ts';
import { type FirstUrges, firstUrges } from '../urges.ts';
import { BLANK, type ReformTaskContext } from './context.ts';
import { dayInCounty } from './guards.ts';

/** What a task of version 1 remembers. */
interface First
  extends Pick<
    ReformTaskContext,
    | 'taskId'
    | 'matter'
    | 'criteria'
    | 'unit'
    | 'seat'
    | 'dueAt'
    | 'receiptDueAt'
    | 'provisional'
    | 'because'
    | 'candidates'
    | 'sections'
    | 'report'
    | 'sentBack'
    | 'ruled'
    | 'withdrawn'
  > {
  readonly attention: string | null;
  readonly lapsed: { readonly receipt: string | null; readonly due: string | null };
  readonly urges: FirstUrges;
  readonly returns: readonly Omit<
    ReformTaskContext['returns'][number],
    'onBehalfOf' | 'signedBy' | 'ruling' | 'people'
  >[];
  readonly claim: Omit<NonNullable<ReformTaskContext['claim']>, 'people'> | null;
}

/**
 * From version 1: work had one state, returns went unsigned and the limits beside receipt and due date were not kept.
 * From where a due date was counted is not known any more, so that it counts as a date from now on.
 */
export const fromFirst: Upcaster = ({ value, context }) => {
  const { attention: _derived, lapsed, urges, returns, claim, ...same } = context as First;
  const { state, received } = stateOf(value);
  return {
    value: state,
    context: {
      ...BLANK,
      ...same,
      received,
      deadline: deadlineOf(same),
      lapsed: { ...lapsed, decision: null },
      urges: firstUrges(urges),
      returns: returns.map((one) => ({ ...one, onBehalfOf: null, signedBy: null, people: [], ruling: null })),
      claim: claim && { ...claim, people: [] },
    } satisfies ReformTaskContext,
  };
};

function stateOf(value: unknown): { readonly state: unknown; readonly received: boolean } {
  const { open } = Object(value) as { readonly open?: string };
  const received =
    open === 'working' || open === 'claimed' || ['passed', 'struckOff'].includes(String(value));
  return { state: open === 'working' ? { open: { working: 'handling' } } : value, received };
}

function deadlineOf({ dueAt }: Pick<First, 'dueAt'>) {
  if (dueAt === null) return null;
  return {
    limit: { date: dayInCounty(dueAt) },
    from: null,
    original: dueAt,
    suspendedMinutes: 0,
    extensions: [],
    history: [],
  };
}

type Requests = Pick<ReformTaskContext, 'request' | 'claim' | 'returns'>;

/** From version 2, which kept the seats of those who asked, claimed and signed, and not the people. */
export const fromSecond: Upcaster = ({ value, context }) => {
  const second = context as Requests;
  const { request, claim, returns } = second;
  return {
    value,
    context: {
      ...BLANK,
      ...second,
      request: request && { ...request, people: request.people ?? [] },
      claim: claim && { ...claim, people: claim.people ?? [] },
      returns: returns.map((one) => ({ ...one, people: one.people ?? [] })),
    },
  };
};

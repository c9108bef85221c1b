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
    | 'claim'
    | 'sentBack'
    | 'ruled'
    | 'withdrawn'
  > {
  readonly attention: string | null;
  readonly lapsed: { readonly receipt: string | null; readonly due: string | null };
  readonly urges: FirstUrges;
  readonly returns: readonly Omit<
    ReformTaskContext['returns'][number],
    'onBehalfOf' | 'signedBy' | 'ruling'
  >[];
}

/**
 * From version 1: work had one state, returns went unsigned and the limits beside receipt and due date were not kept.
 * From where a due date was counted is not known any more, so that it counts as a date from now on.
 */
export const fromFirst: Upcaster = ({ value, context }) => {
  const { attention: _derived, lapsed, urges, returns, ...same } = context as First;
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
      returns: returns.map((one) => ({ ...one, onBehalfOf: null, signedBy: null, ruling: null })),
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

/** From version 2, whose states and context version 3 takes as they are. */
export const fromSecond: Upcaster = (stored) => stored;

import type { Upcaster } from '../../src/engine/definition/define.ts';
import { countyDayOf } from '../../src/vocabulary/county-day.ts';
import { causeOf, codeOf, decisionCause, type Rung, waitsForAnswer } from '../rungs.ts';
import { type FirstUrges, firstUrges } from '../urges.ts';
import { BLANK, type ReformTaskContext } from './context.ts';
import { NOT_STANDING } from './standing.ts';

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
    limit: { date: countyDayOf(dueAt) },
    from: null,
    original: dueAt,
    suspendedMinutes: 0,
    extensions: [],
    history: [],
  };
}

type Third = Omit<ReformTaskContext, 'parked'> & {
  readonly parked: Omit<
    NonNullable<ReformTaskContext['parked']>,
    'by' | 'onBehalfOf' | 'people' | 'prolonging' | 'prolonged'
  > | null;
};

type Second = Omit<Third, 'deciding' | 'held' | 'creditFrom' | 'receiptFrom' | 'letter'>;

/**
 * From version 2, in which the clock of a unit ran on during review and ruling, and nothing said which urge was a
 * letter's; it kept the seats of those who asked, claimed and signed, and not the people. A claim or return stands from its instant on; its limit was not kept where version 2 set none.
 */
export const fromSecond: Upcaster = ({ value, context }) => {
  const known = context as Second;
  const { deadline, rungs, urges, request, claim, returns } = known;
  const letter = letterOf(known);
  return {
    value,
    context: {
      ...BLANK,
      ...known,
      request: request && { ...request, people: request.people ?? [] },
      claim: claim && { ...claim, people: claim.people ?? [] },
      returns: returns.map((one) => ({ ...one, people: one.people ?? [] })),
      ...standingOf(Object(value) as { readonly open?: unknown }, known),
      receiptFrom: known.transfers.at(-1)?.at ?? deadline?.from ?? null,
      letter: urges.answered ? null : letter,
      rungs: rungs.map((one) => ({ ...one, ...decisionKey(one, known), ...follows(one, letter) })),
    } satisfies Third,
  };
};

/** From version 3, which wrote no defaults for limits and did not prolong what is parked; who had asked for that it did not keep. */
export const fromThird: Upcaster = ({ value, context }) => {
  const known = context as Third;
  const { parked } = known;
  return {
    value,
    context: {
      ...known,
      parked: parked && {
        ...parked,
        by: null,
        onBehalfOf: null,
        people: [],
        prolonging: null,
        prolonged: [],
      },
    } satisfies ReformTaskContext,
  };
};

/** From version 4, in which the task force had no limit of its own to review what is parked: what waits is reviewed without one. */
export const fromFourth: Upcaster = ({ value, context }) => ({ value, context });

function standingOf({ open }: { readonly open?: unknown }, { claim, dueAt, returns }: Second) {
  const isClaimed = open === 'claimed';
  const at = isClaimed ? claim?.at : returns.at(-1)?.at;
  if (at === undefined || !(isClaimed || open === 'returned' || open === 'ruling')) return NOT_STANDING;
  const light = dueAt !== null && at > dueAt ? 'red' : 'green';
  const what = isClaimed ? 'review' : 'ruling';
  return { ...NOT_STANDING, deciding: { what, from: at }, held: { since: at, light } } as const;
}

/** Rungs of a decision were keyed like those of a due date. */
function decisionKey({ key }: Rung, { decideBy }: Second) {
  return decideBy !== null && causeOf(key) === decideBy
    ? { key: `${codeOf(key)}@${decisionCause(decideBy)}` }
    : {};
}

/** The key of the last letter that urged, if the last urge was one. */
function letterOf({ notices, urges: { lastAt } }: Second): string | null {
  return notices.findLast(({ mustAnswer, issuedAt }) => mustAnswer && issuedAt === lastAt)?.key ?? null;
}

function follows(one: Rung, letter: string | null) {
  return letter !== null && waitsForAnswer(one) ? { of: letter } : {};
}

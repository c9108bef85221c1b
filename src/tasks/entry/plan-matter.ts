import type { SeatView } from '../../contract/seat.ts';
import type { UnitView } from '../../contract/task.ts';
import type { Actor, Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { judgingData } from '../../engine/steps/judge.ts';
import { CREATED, start } from '../../engine/steps/step.ts';
import { derivedId } from '../../platform/ids.ts';
import type { Candidate, RoutingReason } from '../../routing/reason.ts';
import { ROUTE } from '../../vocabulary/effects.ts';
import type { Limit } from '../../vocabulary/limit.ts';
import { answerRouting } from '../answers/route-effect.ts';
import type { DefaultTaken } from '../clock/default-limit.ts';
import type { County } from '../county.ts';
import { seatView, unitView } from '../view/task-view.ts';
import type { EntryJudge } from './judge-entry.ts';

/** Where a matter would go, were it handed in now. */
export type PlannedRouting =
  | {
      readonly kind: 'unit';
      readonly unit: UnitView;
      readonly owner: SeatView;
      readonly reason: Title;
      readonly runnersUp: readonly Candidate[];
    }
  | { readonly kind: 'triage'; readonly candidates: readonly Candidate[]; readonly reason: Title };

/** What would become of a matter; the dates are ISO instants, null where no unit has it yet. */
export interface MatterPlan {
  readonly title: string;
  /** Null for workflows that route nothing. */
  readonly routing: PlannedRouting | null;
  /** What it would be given to be done; null for workflows that give nothing. */
  readonly limit: Limit | null;
  /** The default that the limit was taken from; null where it was written. */
  readonly limitBy: DefaultTaken['limitBy'] | null;
  readonly dueAt: string | null;
  readonly receiptDueAt: string | null;
  readonly returnDueAt: string | null;
  /** True while the calendar that the dates rest on is not announced. */
  readonly provisional: boolean;
}

/** What a plan is made from; `now` is an ISO instant. */
export interface MatterTerms {
  readonly county: County;
  readonly actor: Actor;
  readonly judge: EntryJudge;
  readonly now: string;
}

const NOBODY = derivedId('a matter that is only planned', 0);

/**
 * Plays the handing in of a matter through the pure step and the pure answer of routing, and writes nothing. Throws what
 * handing it in would throw.
 */
export function planMatter(
  definition: WorkflowDefinition,
  input: unknown,
  { county, actor, judge, now }: MatterTerms,
): MatterPlan {
  const about = { definition, task: undefined, type: CREATED, at: now };
  const envelope = { actor, at: now, id: NOBODY, taskId: NOBODY };
  const step = start(definition, input, envelope, judgingData(judge, about));
  judge.step({ ...about, data: step.input }, step);
  const { title } = definition.facets(step.snapshot.context, '');
  const given = limitOf(step.input);
  const none = { ...given, dueAt: null, receiptDueAt: null, returnDueAt: null, provisional: false };
  const asked = step.effects.find(({ name }) => name === ROUTE.name);
  if (asked === undefined) return { title, routing: null, ...none };
  const said = answerRouting(asked.params, county, now).data as Answered;
  const { sentence } = said.reason;
  if (said.unit === undefined) {
    const { candidates = [] } = said;
    return { title, routing: { kind: 'triage', candidates, reason: sentence }, ...none };
  }
  const { unit, seat = '', dueAt = null, receiptDueAt = null, returnDueAt = null, provisional } = said;
  const directory = county.directory();
  return {
    title,
    routing: {
      kind: 'unit',
      unit: unitView(unit, directory) ?? { code: unit, name: unit },
      owner: seatView(seat, directory, now),
      reason: sentence,
      runnersUp: said.reason.runnersUp,
    },
    ...given,
    dueAt,
    receiptDueAt,
    returnDueAt,
    provisional: provisional ?? false,
  };
}

/** The limit of an input as it would be registered. */
function limitOf(input: unknown): Pick<MatterPlan, 'limit' | 'limitBy'> {
  const { limit = null, limitBy = null } = input as Partial<Pick<MatterPlan, 'limit' | 'limitBy'>>;
  return { limit, limitBy };
}

/** What routing answers, in either of its two events. */
interface Answered extends Partial<Omit<MatterPlan, 'title' | 'routing'>> {
  readonly reason: RoutingReason;
  readonly unit?: string;
  readonly seat?: string;
  readonly candidates?: readonly Candidate[];
}

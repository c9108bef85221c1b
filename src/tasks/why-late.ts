import { z } from 'zod';
import type { Title } from '../engine/define.ts';

/** What the reason of a late task is derived from; facts of the row and its log, nothing stored for the purpose. */
export interface LateFacts {
  readonly state: string;
  readonly stateTitle: Title;
  /** How long the task has been in its state, in words; undefined where no working time has passed since. */
  readonly inState: Title | undefined;
  /** True where the task was late already when it was dispatched: nobody has had it in time. */
  readonly lateAtDispatch: boolean;
  readonly sections: readonly { readonly status: string }[];
  /** How often a claim was sent back. */
  readonly sentBack: number;
}

/** What a task itself remembers of why it is late. */
export type RememberedFacts = Pick<LateFacts, 'sections' | 'sentBack'>;

/** Of a task that remembers nothing of the kind, or of which it is not known. */
export const NO_FACTS: RememberedFacts = { sections: [], sentBack: 0 };

/** In this state, and those within, what a task's context holds is part of the reason; elsewhere the state says it all. */
const EXPLAINED_BY_CONTEXT = 'open.working';

/** Whether the reason of a late task in a state rests on its context too. */
export function explainedByContext(state: string): boolean {
  return state.startsWith(EXPLAINED_BY_CONTEXT);
}

const knownFacts = z.object({
  sections: z.array(z.object({ status: z.string() })).catch([]),
  sentBack: z.object({ rounds: z.int() }).catch({ rounds: 0 }),
});

/** The facts in a stored context that a reason can use; a workflow that keeps none of them has none. */
export function factsIn(context: unknown): RememberedFacts {
  const found = knownFacts.safeParse(context);
  return found.success ? { sections: found.data.sections, sentBack: found.data.sentBack.rounds } : NO_FACTS;
}

/** Why a late task is not done, in one sentence: what is being waited for, and since how long. */
export function whyLate(facts: LateFacts): Title {
  const why = whyWaiting(facts);
  if (!facts.lateAtDispatch) return why;
  return { zh: `交办时已过期限；${why.zh}`, en: `Past its date when it was dispatched; ${lowered(why.en)}` };
}

function whyWaiting(facts: LateFacts): Title {
  const { inState, stateTitle } = facts;
  const since = inState === undefined ? JUST_NOW : { zh: ` ${inState.zh}`, en: `for ${inState.en}` };
  // Of the states within, e.g. while a request waits for its decision, the one around them says what is waited for.
  switch (facts.state.split('.').slice(0, 2).join('.')) {
    case 'triage':
      return inState === undefined
        ? { zh: '刚转人工分派，尚未分派', en: 'Just left to triage and not assigned yet' }
        : { zh: `转人工分派后${since.zh}未分派`, en: `In triage and not assigned ${since.en}` };
    case 'open.dispatched':
      return inState === undefined
        ? { zh: '刚交办，尚未签收', en: 'Just dispatched and not received yet' }
        : { zh: `交办后${since.zh}未签收`, en: `Dispatched and not received ${since.en}` };
    case EXPLAINED_BY_CONTEXT:
      return whyStillWorking(facts, since);
    case 'open.returning':
      return {
        zh: `申请退回，待单位领导签批${since.zh}`,
        en: `To be returned, waiting for the leader of the unit ${since.en}`,
      };
    case 'open.claimed':
      return { zh: `办结申请待专班审核${since.zh}`, en: `Claimed done and waiting for review ${since.en}` };
    case 'open.returned':
    case 'open.ruling':
      return {
        zh: `单位已退回，待专班裁定${since.zh}`,
        en: `Returned and waiting for a ruling ${since.en}`,
      };
    default:
      return {
        zh: `处于“${stateTitle.zh}”环节${since.zh}`,
        en: `In the state "${stateTitle.en}" ${since.en}`,
      };
  }
}

const JUST_NOW: Title = { zh: '（刚进入）', en: '(since just now)' };

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function whyStillWorking({ sections, sentBack, inState }: LateFacts, since: Title): Title {
  const open = sections.filter(({ status }) => status === 'dispatched' || status === 'received');
  const unreceived = open.filter(({ status }) => status === 'dispatched').length;
  if (open.length > 0) {
    return {
      zh: `分办后科室未办结：${sections.length} 项分办中 ${open.length} 项未办结${unreceived > 0 ? `，其中 ${unreceived} 项未签收` : ''}`,
      en: `Sections have not finished: ${open.length} of ${sections.length} assignments are open${unreceived > 0 ? `, ${unreceived} not received` : ''}`,
    };
  }
  if (sentBack > 0) {
    return {
      zh: `第 ${sentBack} 次退办后整改${since.zh}，未再申请办结`,
      en: `Sent back (${sentBack}) and not claimed again ${since.en}`,
    };
  }
  if (sections.length > 0) {
    return {
      zh: '科室均已办结，数字专员未申请办结',
      en: 'All sections have finished; the commissioner has not claimed it done',
    };
  }
  return inState === undefined
    ? { zh: '刚签收，尚未办结', en: 'Just received and not done yet' }
    : { zh: `签收后办理${since.zh}，未办结`, en: `Received and being worked on ${since.en}` };
}

import type { Title } from '../../../src/engine/definition/define.ts';
import { countParts, NO_PARTS, type PartsCount, waitsForParts } from '../../../src/vocabulary/parts.ts';
import type { LateReading, Waiting } from '../../../src/vocabulary/readings.ts';
import type { ReformTaskContext } from '../context.ts';
import { SECTIONS, sections } from '../sections.ts';

/** What a reform task remembers of why it is late. */
interface Facts {
  readonly parts: PartsCount;
  /** How often a claim was sent back. */
  readonly sentBack: number;
}

const NOTHING_KNOWN: Facts = { parts: NO_PARTS, sentBack: 0 };

/** Here, and in the states within, what a task remembers is part of the reason; elsewhere the state says it all. */
const WORKING = 'open.working';

export const late: LateReading<ReformTaskContext, Facts> = {
  restsOnMemory: (state) => state.startsWith(WORKING),
  facts: (context) => ({ parts: countParts([sections], context), sentBack: context.sentBack.rounds }),
  why,
};

function why({ state, inState }: Waiting, facts: Facts | undefined): Title | undefined {
  const since = inState === undefined ? JUST_NOW : { zh: ` ${inState.zh}`, en: `for ${inState.en}` };
  // Of the states within, e.g. while a request waits for its decision, the one around them says what is waited for.
  switch (state.split('.').slice(0, 2).join('.')) {
    case 'triage':
      return inState === undefined
        ? { zh: '刚转人工分派，尚未分派', en: 'Just left to triage and not assigned yet' }
        : { zh: `转人工分派后${since.zh}未分派`, en: `In triage and not assigned ${since.en}` };
    case 'open.dispatched':
      return inState === undefined
        ? { zh: '刚交办，尚未签收', en: 'Just dispatched and not received yet' }
        : { zh: `交办后${since.zh}未签收`, en: `Dispatched and not received ${since.en}` };
    case WORKING:
      return whyStillWorking(facts ?? NOTHING_KNOWN, since, inState === undefined);
    case 'open.returning':
      return {
        zh: `申请退回，待单位领导签批${since.zh}`,
        en: `To be returned, waiting for the leader of the unit ${since.en}`,
      };
    case 'parked':
      return {
        zh: '挂账复核日期已到，专班尚未复核',
        en: 'Parked, and not reviewed by the task force since its review date came',
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
      return undefined;
  }
}

const JUST_NOW: Title = { zh: '（刚进入）', en: '(since just now)' };

function whyStillWorking({ parts, sentBack }: Facts, since: Title, justNow: boolean): Title {
  if (parts.open > 0) return waitsForParts(SECTIONS, parts);
  if (sentBack > 0) {
    return {
      zh: `第 ${sentBack} 次退办后整改${since.zh}，未再申请办结`,
      en: `Sent back (${sentBack}) and not claimed again ${since.en}`,
    };
  }
  if (parts.total > 0) {
    return {
      zh: '科室均已办结，数字专员未申请办结',
      en: 'All sections have finished; the commissioner has not claimed it done',
    };
  }
  return justNow
    ? { zh: '刚签收，尚未办结', en: 'Just received and not done yet' }
    : { zh: `签收后办理${since.zh}，未办结`, en: `Received and being worked on ${since.en}` };
}

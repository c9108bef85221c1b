import type { Title } from '../../../src/engine/definition/define.ts';
import type { Act, Standing } from '../../../src/engine/definition/standing.ts';
import type { ReformTaskContext } from '../context.ts';

/** What a seat may have to do with a reform task, as it stands before "by when". */
export const acts = {
  route: { zh: '系统派单中', en: 'being routed' },
  assign: { zh: '待分派', en: 'to be assigned' },
  receive: { zh: '待签收', en: 'to be received' },
  complete: { zh: '待办结', en: 'to be completed' },
  mend: { zh: '退办待整改', en: 'sent back, to be mended' },
  answerUrge: { zh: '待答复催办', en: 'an urge to be answered' },
  awaitLeader: { zh: '等待单位领导签批', en: 'waiting for the leader to sign' },
  awaitRuling: { zh: '等待专班裁定', en: 'waiting for a ruling' },
  awaitReview: { zh: '等待专班审核', en: 'waiting for the review' },
  awaitStrikeOff: { zh: '等待专班销号', en: 'waiting to be struck off' },
  awaitResuming: { zh: '恢复计时中', en: 'the clock is about to resume' },
  watchParked: {
    zh: '挂账中，时钟停走；条件成就或到复核日期时恢复',
    en: 'parked; to be resumed once its condition comes true or its review date comes',
  },
  awaitParkedReview: {
    zh: '挂账复核日期已到，等待专班复核',
    en: 'its review date has come, waiting for the task force',
  },
  endorseReturn: { zh: '待您签批退回', en: 'for you to sign a return' },
  endorseExtension: { zh: '待您签批延期申请', en: 'for you to sign an extension' },
  endorseParking: { zh: '待您签批挂账申请', en: 'for you to sign a parking' },
  decideExtension: { zh: '待您批准延期申请', en: 'for you to grant an extension' },
  decideParking: { zh: '待您批准挂账申请', en: 'for you to grant a parking' },
  rule: { zh: '待您裁定退回', en: 'for you to rule on a return' },
  review: { zh: '待您审核办结申请', en: 'for you to review a claim' },
  strikeOff: { zh: '待您销号', en: 'for you to strike off' },
  reviewParked: { zh: '挂账复核日期已到，待您复核', en: 'the review date of a parked task has come' },
} as const satisfies Record<string, Title>;

type Name = keyof typeof acts;

function act(name: Name, by: string | null): Act {
  return { act: name, by };
}

/** Who has to act on a reform task by when, and from when it counts as late: the unit, or the one who has to decide. */
export function standing(of: ReformTaskContext, state: string): Standing {
  return {
    owner: ownersAct(of, state),
    attention: attentionsAct(of, state),
    lateFrom: lateFrom(of),
    heldLight: of.held?.light ?? null,
  };
}

/** While the unit's clock stands still it is late only if it was late before; from then on the decider may be. */
function lateFrom({ unit, dueAt, decideBy, held, parked }: ReformTaskContext): string | null {
  if (unit === null || parked !== null) return decideBy;
  if (held === null || dueAt === null) return dueAt;
  return dueAt < held.since ? dueAt : decideBy;
}

function ownersAct(of: ReformTaskContext, state: string): Act | null {
  const { dueAt, receiptDueAt, decideBy, parked } = of;
  switch (state) {
    case 'routing':
      return act('route', null);
    case 'triage':
    case 'assigning':
      return act('assign', decideBy);
    case 'open.dispatched':
      return act('receive', earlier(receiptDueAt, dueAt));
    case 'open.returning.assessing':
    case 'open.returning.atLeader':
      return act('awaitLeader', dueAt);
    case 'open.returned':
    case 'open.ruling':
      return act('awaitRuling', null);
    case 'open.claimed':
      return act('awaitReview', null);
    case 'passed':
      return act('awaitStrikeOff', null);
    case 'parked':
      return parked?.reviewedAt
        ? act('awaitParkedReview', null)
        : act('watchParked', parked?.reviewAt ?? null);
    case 'resuming':
      return act('awaitResuming', null);
    default:
      return state.startsWith('open.working') ? workersAct(of) : null;
  }
}

/** An urge is to be answered by a time of its own, where that comes before the due date. */
function workersAct({ dueAt, urges, sentBack }: ReformTaskContext): Act {
  const { answered, answerBy } = urges;
  if (!answered && answerBy !== null && (dueAt === null || answerBy < dueAt)) {
    return act('answerUrge', answerBy);
  }
  return act(sentBack.rounds > 0 ? 'mend' : 'complete', dueAt);
}

function attentionsAct(
  { request, deciding, decideBy, parked }: ReformTaskContext,
  state: string,
): Act | null {
  const requestBy = request?.decideBy ?? null;
  switch (state) {
    case 'open.returning.atLeader':
      return act('endorseReturn', requestBy);
    case 'open.working.extending.atLeader':
      return act('endorseExtension', requestBy);
    case 'open.working.parking.atLeader':
      return act('endorseParking', requestBy);
    case 'open.working.extending.atTaskForce':
      return act('decideExtension', requestBy);
    case 'open.working.parking.atTaskForce':
      return act('decideParking', requestBy);
    case 'open.returned':
    case 'open.ruling':
      return act('rule', decideBy);
    case 'open.claimed':
      return act('review', decideBy);
    case 'passed':
      return act('strikeOff', null);
    case 'parked':
      return parked?.reviewedAt ? act('reviewParked', deciding === null ? parked.reviewAt : decideBy) : null;
    default:
      return null;
  }
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

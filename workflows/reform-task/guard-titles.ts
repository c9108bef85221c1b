import type { GuardDeclaration } from '../../src/engine/definition/define.ts';
import { URGE_DUE } from '../urges.ts';
import type { ReformTaskContext } from './context.ts';
import { correctGuardTitles } from './correction/correct-guards.ts';

/** Why each guard refuses, said to the user after "不能…：". */
export const guardTitles = {
  urgeDue: URGE_DUE,
  mayReturn: {
    title: {
      zh: '本单位已退回过一次或任务已裁定，不得再退',
      en: 'The unit has returned it before, or a ruling binds it',
    },
    about: 'task',
  },
  returnInTime: {
    title: { zh: '已过退回时限', en: 'The limit for returning it has passed' },
    why: ({ returnDueAt }: ReformTaskContext) => ({
      zh: `已过退回时限（${returnDueAt}）`,
      en: `The limit for returning it has passed (${returnDueAt})`,
    }),
    about: 'task',
  },
  signedByLeader: {
    title: { zh: '须由单位分管领导签批', en: 'The leader of the unit must sign it' },
    about: 'actor',
  },
  wasReceived: {
    title: { zh: '任务尚未签收', en: 'The task has not been received' },
    about: 'task',
  },
  beforeDue: {
    title: { zh: '已到期，不得申请延期', en: 'It is due already; an extension is applied for before' },
    why: ({ dueAt }: ReformTaskContext) => ({
      zh: dueAt === null ? '没有在走的期限，无从延期' : `已到期（${dueAt}），不得再申请延期`,
      en:
        dueAt === null
          ? 'No due date is running that could be extended'
          : `It was due on ${dueAt}; an extension is applied for before`,
    }),
    about: 'task',
  },
  laterThanDue: {
    title: { zh: '延至日期须晚于现期限', en: 'The new date must be later than the due date' },
    about: 'data',
  },
  reviewAhead: {
    title: { zh: '复核日期须在今天之后', en: 'The review date must lie ahead' },
    about: 'data',
  },
  leaderSuffices: {
    title: { zh: '须报专班批准', en: 'The task force has to decide' },
    about: 'task',
  },
  deciderIsNotRequester: {
    title: { zh: '决定人不得为申请人', en: 'Nobody decides their own request' },
    why: () => ({
      zh: '决定人不得为申请人；请由其他有权的人决定，没有他人的，由申请人撤回后重新申请，由专班直接决定',
      en: 'Nobody decides their own request: somebody else does, or whoever asked withdraws it and asks again, and the task force decides',
    }),
    about: 'actor',
  },
  notTaken: {
    title: { zh: '已由专班一位同志认领', en: 'An officer of the task force has taken it' },
    why: ({ officer }: ReformTaskContext) => ({
      zh: `已由${officer}认领；可由其转交或放回`,
      en: `${officer} has taken it, and may hand it on or put it back`,
    }),
    about: 'task',
  },
  isTaken: {
    title: { zh: '无人认领，已在共享队列中', en: 'Nobody has taken it: it lies in the shared queue' },
    about: 'task',
  },
  byOfficer: {
    title: { zh: '须由专班值守或负责人办理', en: 'For an officer of the task force' },
    about: 'actor',
  },
  mayPassOn: {
    title: {
      zh: '须由认领人、专班负责人或值守岗转交或放回；在共享队列中的可先认领',
      en: 'For the officer who has it, the leader or the duty seat; what lies in the shared queue can be taken first',
    },
    about: 'actor',
  },
  toAnotherOfficer: {
    title: { zh: '任务已在该岗位', en: 'That officer has it already' },
    about: 'data',
  },
  forThisRequest: {
    title: { zh: '所答复的不是正在等待的申请', en: 'Another request waits than the one answered' },
    about: 'data',
  },
  leaderAsks: {
    title: { zh: '签批人即为申请人', en: 'Whoever would sign it asks for it' },
    about: 'data',
  },
  forThisTransfer: {
    title: { zh: '所答复的不是正在进行的转办', en: 'Another transfer is under way than the one answered' },
    about: 'data',
  },
  forThisDecision: {
    title: { zh: '所答复的不是正在等待的决定', en: 'Another decision waits than the one answered' },
    about: 'data',
  },
  reviewLate: {
    title: { zh: '审核未超时限', en: 'The review is within its limit' },
    about: 'task',
  },
  reviewCame: {
    title: { zh: '复核日期未到，尚不能续挂', en: 'The review date is ahead; it is prolonged at its review' },
    why: ({ parked }: ReformTaskContext) => ({
      zh: `复核日期（${parked?.reviewAt ?? '未定'}）未到，届时方可续挂`,
      en: `The review date (${parked?.reviewAt ?? 'not set'}) is ahead; the parking is prolonged at its review`,
    }),
    about: 'task',
  },
  prolongationSettled: {
    title: { zh: '续挂正在核定', en: 'A prolongation is being counted' },
    about: 'task',
  },
  parkedByOthers: {
    title: { zh: '复核人不得为挂账申请人', en: 'Who asked for the parking does not review it' },
    about: 'actor',
  },
  forThisProlongation: {
    title: { zh: '所答复的不是正在核定的续挂', en: 'Another prolongation waits than the one answered' },
    about: 'data',
  },
  conditionKnown: {
    title: {
      zh: '没有这项恢复条件，或复核日期未到',
      en: 'No such wake-up condition, or the review date is ahead',
    },
    about: 'data',
  },
  transferSettled: {
    title: {
      zh: '转办正在进行，待其有结果后再办',
      en: 'A transfer is under way; it has to be settled first',
    },
    about: 'task',
  },
  transferElsewhere: {
    title: { zh: '任务已在该单位', en: 'The unit has the task already' },
    about: 'data',
  },
  sectionsClosed: {
    title: {
      zh: '尚有科室未办结、退回或免办',
      en: 'Some sections have not finished, returned or been waived',
    },
    about: 'task',
  },
  reviewerIsNotDoer: {
    title: { zh: '审核人不得为办结申请人', en: 'Who claimed it done may not review it' },
    about: 'actor',
  },
  evidenceComplete: {
    title: { zh: '每条验收标准须有且仅有一份佐证', en: 'Each acceptance criterion needs its evidence, once' },
    about: 'data',
  },
  itemsKnown: {
    title: { zh: '退办意见所列验收标准不存在', en: 'An item names an unknown criterion' },
    about: 'data',
  },
  seatsOfSections: {
    title: { zh: '承办岗位须是该科室的岗位', en: 'A seat must be one of its section' },
    about: 'data',
  },
  sectionsFit: {
    title: { zh: '一件任务分办不得超过 100 项', en: 'A task may have at most 100 section assignments' },
    about: 'data',
  },
  someSectionOpen: {
    title: { zh: '没有在办的分办', en: 'No section assignment is open' },
    about: 'task',
  },
  ...correctGuardTitles,
  sectionOpen: {
    title: { zh: '没有这项在办的分办', en: 'There is no such open section assignment' },
    about: 'data',
  },
} as const satisfies Record<string, GuardDeclaration>;

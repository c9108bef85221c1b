import type { ClockReading, LoggedTurn } from '../../../src/vocabulary/clock-reading.ts';

/** The state in which a task waits for a ruling; a decision by hand out of it is one, out of triage it is none. */
const RETURNED = 'open.returned';

const isParked = ({ state }: LoggedTurn) => state.startsWith('parked');

/** A request that was granted: the task is parked, or has another date. */
const granted = (turn: LoggedTurn, before: LoggedTurn | undefined) => {
  if (isParked(turn)) return 'parking';
  return turn.dueAt !== null && turn.dueAt !== before?.dueAt ? 'extension' : undefined;
};

/** What moved a due date, by the event that brought it, or by its cause. */
const REASONS = new Map([
  ['routed', { zh: '交办，期限自此起算', en: 'Dispatched; the limit counts from here' }],
  ['ruled', { zh: '裁定交办，期限重新起算', en: 'Dispatched by a ruling; the limit counts anew' }],
  ['requestAssessed', { zh: '核定延期', en: 'The extension was assessed' }],
  ['grant', { zh: '批准延期', en: 'An extension was granted' }],
  ['endorse', { zh: '单位领导签批延期', en: 'An extension was signed by the leader of the unit' }],
  ['upheld', { zh: '维持原交办，补回待裁定所占时间', en: 'Upheld; the wait for the ruling is credited' }],
  ['resumed', { zh: '恢复办理，补回挂账时间', en: 'Resumed; the parked time is credited' }],
  ['calendarChanged', { zh: '日历调整，按新日历重算', en: 'The calendar changed; counted anew' }],
  ['decisionLimitSet', { zh: '转人工分派，限期决定', en: 'In triage, to be decided within its limit' }],
]);

/** What the log of a reform task means to its clock. */
export const clock: ClockReading = {
  // The engine's dispatch to a unit; a transfer goes on with the old budget.
  begins: ['routed'],
  phases: {
    'open.claimed': 'review',
    'open.returned': 'held',
    'open.ruling': 'held',
    passed: 'passed',
  },
  details: { noticesIssued: 'key', deadlineSet: 'cause' },
  measures: {
    urge: () => 'urge',
    noticesIssued: () => 'notice',
    transferred: () => 'transfer',
    sendBack: () => 'sentBack',
    uphold: () => 'ruling',
    assign: (_turn, before) => (before?.state === RETURNED ? 'ruling' : undefined),
    endorse: granted,
    grant: granted,
  },
  rung: ({ type, detail }) =>
    type === 'noticesIssued' && detail !== null ? detail.split('@')[0] : undefined,
  moved: (turn, stateBefore) => {
    if (turn.dueAt === null) {
      return isParked(turn) ? { zh: '挂账，时钟停走', en: 'Parked; the clock stands still' } : undefined;
    }
    return REASONS.get(stateBefore === 'open.ruling' ? 'ruled' : (turn.detail ?? turn.type));
  },
  beforeLedger: {
    routing: 'taskForce',
    triage: 'taskForce',
    assigning: 'taskForce',
    'open.dispatched': 'receipt',
    'open.working': 'commissioner',
    'open.returned': 'taskForce',
    'open.ruling': 'taskForce',
    'open.claimed': 'taskForce',
    passed: 'taskForce',
  },
};

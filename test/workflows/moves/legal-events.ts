const SIGNALS = ['sectionReceived', 'sectionReported', 'sectionFinished', 'sectionReturned'];

/** What a reform task listens to whatever it has come to, until it has ended. */
const ALWAYS = [...SIGNALS, 'noticeAcknowledged', 'rungsSet', 'correct'];
const CLIMBING = ['rungDue', 'noticesIssued'];
const ROUTED = ['routed', 'routingFailed'];
/** What the task force has to do something about is shared by its officers. */
const SHARED = ['take', 'handOn', 'putBack'];
const DECIDING = ['decisionLimitSet', 'decisionLapsed'];
const TRANSFER = ['transfer', 'transferred', 'transferFailed'];
const OPEN = ['withdraw', 'calendarChanged', ...CLIMBING, ...ALWAYS];
const WORK = ['report', 'urge', 'subDispatch', 'waiveSection', 'claimDone', ...TRANSFER, ...OPEN];
const ASSESSING = ['requestAssessed', 'requestRefused', 'withdrawRequest'];
const AT_LEADER = ['endorse', 'decline', 'withdrawRequest'];
const AT_TASK_FORCE = ['grant', 'deny', 'withdrawRequest', ...SHARED];

/** What may happen in each state, written down by hand from the county's rules: the machines are held against it. */
export const legalEvents: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'reform-task': {
    routing: [...ROUTED, ...SHARED, 'withdraw', ...ALWAYS],
    triage: ['assign', ...SHARED, ...DECIDING, ...CLIMBING, 'withdraw', ...ALWAYS],
    assigning: [...ROUTED, ...SHARED, ...DECIDING, ...CLIMBING, 'withdraw', ...ALWAYS],
    'open.dispatched': ['receive', 'return', 'urge', ...TRANSFER, ...OPEN],
    'open.working.handling': ['return', 'requestExtension', 'requestParking', ...WORK],
    'open.working.extending.assessing': [...ASSESSING, ...WORK],
    'open.working.extending.atLeader': [...AT_LEADER, ...WORK],
    'open.working.extending.atTaskForce': [...AT_TASK_FORCE, ...WORK],
    'open.working.parking.assessing': [...ASSESSING, ...WORK],
    'open.working.parking.atLeader': [...AT_LEADER, ...WORK],
    'open.working.parking.atTaskForce': [...AT_TASK_FORCE, ...WORK],
    'open.returning.assessing': ['requestAssessed', 'withdrawRequest', ...OPEN],
    'open.returning.atLeader': [...AT_LEADER, ...OPEN],
    'open.returned': ['assign', 'uphold', ...SHARED, ...DECIDING, ...OPEN],
    'open.ruling': [...ROUTED, ...SHARED, ...DECIDING, ...OPEN],
    'open.claimed': ['pass', 'sendBack', ...SHARED, ...DECIDING, ...OPEN],
    parked: [
      'resume',
      'prolong',
      'parkingProlonged',
      'prolongationRefused',
      ...SHARED,
      ...DECIDING,
      ...CLIMBING,
      'withdraw',
      ...ALWAYS,
    ],
    resuming: ['deadlineSet', 'withdraw', ...ALWAYS],
    passed: ['strikeOff', ...SHARED, ...ALWAYS],
    struckOff: [],
    withdrawn: [],
  },
  'section-assignment': {
    limiting: ['limitResolved', 'suspend', 'redated', 'recall', 'urgeCounted'],
    'open.dispatched': ['receive', 'urge', 'return', 'suspend', 'redated', 'recall', 'urgeCounted'],
    'open.working': ['report', 'urge', 'finish', 'return', 'suspend', 'redated', 'recall', 'urgeCounted'],
    suspended: ['redated', 'recall', 'urgeCounted'],
    finished: [],
    returned: [],
    recalled: [],
  },
  'supervision-notice': {
    issued: ['acknowledge', 'recall'],
    acknowledged: [],
    recalled: [],
  },
  'bench-lifecycle': {
    routing: ['routed', 'routingFailed'],
    'open.assigned': ['receive'],
    'open.received': ['dispatch'],
    'open.dispatched': ['report', 'claim'],
    'open.claimed': ['approve'],
    approved: [],
    unrouted: [],
  },
};

/** Who may send what, from the county's rules as well. */
export const senders: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'reform-task': {
    routed: ['engine'],
    routingFailed: ['engine'],
    transferred: ['engine'],
    transferFailed: ['engine'],
    decisionLimitSet: ['engine'],
    decisionLapsed: ['engine'],
    requestAssessed: ['engine'],
    requestRefused: ['engine'],
    parkingProlonged: ['engine'],
    prolongationRefused: ['engine'],
    deadlineSet: ['engine'],
    calendarChanged: ['engine'],
    rungsSet: ['engine'],
    rungDue: ['engine'],
    noticesIssued: ['engine'],
    noticeAcknowledged: ['engine'],
    return: ['accountable', 'unitLeader'],
    requestExtension: ['accountable'],
    requestParking: ['accountable'],
    withdrawRequest: ['accountable'],
    endorse: ['unitLeader'],
    decline: ['unitLeader'],
    grant: ['taskForce'],
    deny: ['taskForce'],
    resume: ['accountable', 'taskForce'],
    prolong: ['taskForce'],
    assign: ['taskForce'],
    uphold: ['taskForce'],
    transfer: ['taskForce'],
    receive: ['accountable'],
    subDispatch: ['accountable'],
    waiveSection: ['accountable'],
    report: ['accountable'],
    urge: ['supervisor', 'taskForce'],
    claimDone: ['accountable'],
    pass: ['taskForce'],
    sendBack: ['taskForce'],
    strikeOff: ['taskForce'],
    withdraw: ['taskForce'],
    take: ['taskForce'],
    handOn: ['taskForce'],
    putBack: ['taskForce'],
    correct: ['taskForce'],
    sectionReceived: ['engine'],
    sectionReported: ['engine'],
    sectionFinished: ['engine'],
    sectionReturned: ['engine'],
  },
  'section-assignment': {
    limitResolved: ['engine'],
    receive: ['accountable', 'sectionStaff'],
    report: ['accountable', 'sectionStaff'],
    urge: ['unitCommissioner', 'supervisor', 'taskForce'],
    finish: ['accountable', 'sectionStaff'],
    return: ['accountable'],
    urgeCounted: ['engine'],
    suspend: ['engine'],
    redated: ['engine'],
    recall: ['engine'],
  },
  'supervision-notice': {
    acknowledge: ['accountable'],
    recall: ['engine'],
  },
  'bench-lifecycle': {
    routed: ['engine'],
    routingFailed: ['engine'],
    receive: ['accountable'],
    dispatch: ['accountable'],
    report: ['accountable'],
    claim: ['accountable'],
    approve: ['taskForce'],
  },
};

import type { Title } from '../../src/engine/definition/define.ts';
import { type PastStep, projectionsOf, type TaskRecord } from '../../src/engine/definition/projections.ts';
import type { ReformTaskContext } from './context.ts';
import type { events } from './events/events.ts';
import type { RegisteredMatter } from './matter.ts';

function asked(kind: 'return' | 'extension' | 'parking', at: string): TaskRecord {
  return { asked: { kind, at }, unmet: null };
}

/** What a person wrote stands in both languages as it was written. */
function written(reason: string): Title {
  return { zh: reason, en: `“${reason}”` };
}

const lapsed = ({ at }: PastStep<unknown>): TaskRecord => ({ unmet: { as: 'lapsed', at, reason: null } });

/** A request that nobody decided in time, in each state where one waits. */
const lapses = {
  'xstate.after.decisionLimit.reform-task.open.returning.atLeader': lapsed,
  'xstate.after.decisionLimit.reform-task.open.working.extending.atLeader': lapsed,
  'xstate.after.decisionLimit.reform-task.open.working.extending.atTaskForce': lapsed,
  'xstate.after.decisionLimit.reform-task.open.working.parking.atLeader': lapsed,
  'xstate.after.decisionLimit.reform-task.open.working.parking.atTaskForce': lapsed,
} as const;

/** What a reform task is found by, its sections' reports included, and what stays readable once its clock has ended. */
export const projections = projectionsOf<typeof events, RegisteredMatter>({
  registered: {
    correctedBy: ['correct'],
    texts: ({ matter: { title, goal, keywords }, criteria }: ReformTaskContext) => [
      title,
      goal,
      ...criteria.map(({ text }) => text),
      ...(keywords ?? []),
    ],
  },
  searched: {
    subDispatch: ({ data }) => data.sections.map(({ text }) => text),
    report: ({ data }) => [data.text],
    claimDone: ({ data }) => data.evidence.map(({ text }) => text),
    sectionReported: ({ data }) => [data.text],
    sectionFinished: ({ data }) => [data.text],
    sectionReturned: ({ data }) => [data.text],
    noticeAcknowledged: ({ data }) => [data.answer?.reason],
  },
  recorded: {
    created: ({ data }) => ({ source: data.source ?? null }),
    routed: ({ data }) => ({ originalDueAt: data.dueAt, receivedAt: null }),
    transferred: () => ({ receivedAt: null }),
    receive: ({ at }) => ({ receivedAt: at }),
    claimDone: ({ at }) => ({ claimedAt: at, unmet: null }),
    report: () => ({ unmet: null }),
    return: ({ at }) => asked('return', at),
    requestExtension: ({ at }) => asked('extension', at),
    requestParking: ({ at }) => asked('parking', at),
    decline: ({ at, data }) => ({ unmet: { as: 'declined', at, reason: written(data.reason) } }),
    deny: ({ at, data }) => ({ unmet: { as: 'denied', at, reason: written(data.reason) } }),
    requestRefused: ({ at, data }) => ({ unmet: { as: 'refused', at, reason: data.sentence } }),
    ...lapses,
    correct: ({ data: { source } }) => (source === undefined ? {} : { source }),
    sendBack: () => ({ claimedAt: null }),
    pass: ({ at }) => ({ passedAt: at }),
    noticeAcknowledged: ({ at, data: { answer } }) =>
      answer === undefined ? {} : { answer: { at, ...answer } },
  },
});

import { projectionsOf } from '../../src/engine/projections.ts';
import type { events } from './events.ts';
import type { RegisteredMatter } from './matter.ts';

/** What a reform task is found by, its sections' reports included, and what stays readable once its clock has ended. */
export const projections = projectionsOf<typeof events, RegisteredMatter>({
  searched: {
    created: ({ data: { title, goal, criteria, keywords } }) => [
      title,
      goal,
      ...(criteria ?? []).map(({ text }) => text),
      ...(keywords ?? []),
    ],
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
    claimDone: ({ at }) => ({ claimedAt: at }),
    sendBack: () => ({ claimedAt: null }),
    pass: ({ at }) => ({ passedAt: at }),
    noticeAcknowledged: ({ at, data: { answer } }) =>
      answer === undefined ? {} : { answer: { at, ...answer } },
  },
});

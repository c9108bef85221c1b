import { z } from 'zod';
import { noData } from '../../../src/engine/definition/define.ts';
import { fromChild } from '../../children.ts';
import { instant, percent, prose, seatId, sentence, titled, unitCode } from '../../fields.ts';
import { reason, routingEvents, rungs } from '../../routing-events.ts';
import { noticeAnswer } from '../../supervision-notice/answer.ts';
import { by } from '../../vocabulary.ts';

const progress = titled(prose(2000), '进展', 'Progress');

/** Where the due date stands now, with everything that hangs on it. */
const due = { dueAt: instant, provisional: z.boolean().default(false), rungs };

/** From when the next urge may come, and by when this one is to be answered. */
const urgeTerms = z.strictObject({ nextFrom: instant, answerBy: instant });

/** What workers answer and children say: whatever needs the calendar or the directory comes to the machine like this. */
export const engineEvents = {
  ...routingEvents,
  transferred: {
    title: { zh: '转办交办', en: 'Dispatch by transfer' },
    by: by('engine'),
    data: z.strictObject({
      transfer: z.string(),
      unit: unitCode,
      seat: seatId,
      reason,
      receiptDueAt: instant,
      returnDueAt: instant,
      rungs: rungs.default([]),
    }),
  },
  transferFailed: {
    title: { zh: '转办未成', en: 'Transfer failed' },
    by: by('engine'),
    data: z.strictObject({ transfer: z.string(), reason }),
  },
  decisionLimitSet: {
    title: { zh: '核定决定时限', en: 'Set the limit for deciding' },
    by: by('engine'),
    routine: true,
    data: z.strictObject({
      dueAt: instant,
      rungs: rungs.default([]),
      /** Since when it was to be decided; absent in answers to tasks of earlier versions. */
      from: instant.optional(),
      /** The light of the unit when its clock stopped. */
      light: z.enum(['green', 'yellow', 'red', 'none']).optional(),
    }),
  },
  decisionLapsed: {
    title: { zh: '决定时限届满', en: 'Limit for deciding reached' },
    by: by('engine'),
    routine: true,
    data: noData,
  },
  requestAssessed: {
    title: { zh: '受理申请', en: 'Take up the request' },
    by: by('engine'),
    data: z.strictObject({
      request: z.string(),
      leaderBy: instant,
      taskForceBy: instant,
      taskForceRungs: rungs.default([]),
      needsTaskForce: z.boolean().default(true),
      /** The one who would sign for the unit asks: the task force decides alone. */
      leaderAsks: z.boolean().default(false),
      /** What an extension comes to. */
      extension: z.strictObject({ ...due, workingDays: z.int() }).optional(),
      /** When a parked task is to be looked at again. */
      reviewAt: instant.optional(),
    }),
  },
  requestRefused: {
    title: { zh: '不予受理', en: 'Refuse the request' },
    by: by('engine'),
    data: z.strictObject({ request: z.string(), sentence }),
  },
  parkingProlonged: {
    title: { zh: '核定续挂', en: 'Set the next review' },
    by: by('engine'),
    data: z.strictObject({ prolongation: z.string(), reviewAt: instant }),
  },
  prolongationRefused: {
    title: { zh: '不予续挂', en: 'Refuse to prolong the parking' },
    by: by('engine'),
    data: z.strictObject({ prolongation: z.string(), sentence }),
  },
  deadlineSet: {
    title: { zh: '核定期限', en: 'Set the due date' },
    by: by('engine'),
    data: z.strictObject({
      cause: z.enum(['upheld', 'resumed', 'reviewed', 'corrected']),
      /** The event that asked, where a limit was corrected. */
      recount: z.string().optional(),
      ...due,
      /** In all since the limit began to count. */
      suspendedMinutes: z.int().min(0),
      /** A new one where the unit has not received the task yet. */
      receiptDueAt: instant.optional(),
    }),
  },
  calendarChanged: {
    title: { zh: '日历调整', en: 'Calendar changed' },
    by: by('engine'),
    data: z.strictObject({
      ...due,
      rungs: rungs.optional(),
      calendar: z.string().optional(),
      /** The limits beside the due date that move as well, with the rungs that they arm. */
      receiptDueAt: instant.optional(),
      returnDueAt: instant.optional(),
      decideBy: instant.optional(),
      limitRungs: rungs.default([]),
    }),
  },
  rungsSet: {
    title: { zh: '核定督办梯', en: 'Set the supervision ladder' },
    by: by('engine'),
    routine: true,
    data: z.strictObject({ rungs, urge: urgeTerms.optional() }),
  },
  rungDue: { title: { zh: '督办梯到点', en: 'Rung due' }, by: by('engine'), routine: true, data: noData },
  noticesIssued: {
    title: { zh: '签发督办单', en: 'Issue notices' },
    by: by('engine'),
    routine: true,
    data: z.strictObject({
      key: z.string(),
      /** The other rungs that had come by then: one notice says it all. */
      with: z.array(z.string()).max(50).default([]),
      colour: z.enum(['blue', 'yellow', 'red']),
      title: sentence,
      reason: sentence,
      mayDo: sentence,
      seats: z.array(z.strictObject({ seat: seatId, copy: z.boolean(), mustAnswer: z.boolean() })).max(150),
      /** By when those told are to acknowledge it. */
      acknowledgeBy: instant.optional(),
      /** Where the notice urges, with the rungs that it arms should nobody answer. */
      urge: urgeTerms.optional(),
      rungs,
    }),
  },
  noticeAcknowledged: {
    title: { zh: '督办单签收', en: 'Notice acknowledged' },
    by: by('engine'),
    routine: true,
    data: z.strictObject({
      ...fromChild,
      by: z.strictObject({ principal: z.string(), name: z.string() }),
      answer: noticeAnswer.optional(),
    }),
  },
  sectionReceived: {
    title: { zh: '科室签收', en: 'Section received' },
    by: by('engine'),
    data: z.strictObject(fromChild),
  },
  sectionReported: {
    title: { zh: '科室反馈', en: 'Section reported' },
    by: by('engine'),
    data: z.strictObject({ ...fromChild, text: progress, percent: percent.optional() }),
  },
  sectionFinished: {
    title: { zh: '科室办结', en: 'Section finished' },
    by: by('engine'),
    data: z.strictObject({ ...fromChild, text: prose(2000) }),
  },
  sectionReturned: {
    title: { zh: '科室退回', en: 'Section returned' },
    by: by('engine'),
    data: z.strictObject({ ...fromChild, text: prose(1000) }),
  },
} as const;

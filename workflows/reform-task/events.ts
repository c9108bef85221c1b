import { z } from 'zod';
import { declareEvents, type StepEvent } from '../../src/engine/define.ts';
import { limit, line, prose, seatId, sectionCode, taskId, unitCode } from '../fields.ts';
import { routingEvents } from '../routing-events.ts';
import { by, returnReasonSchema } from '../vocabulary.ts';

const criterionId = line(40);
const attachments = z.array(line(500)).max(20).default([]);

/** What every signal of a section says; the highest revision of a child is its last word, in whatever order they come. */
const fromSection = { child: taskId, childRevision: z.int().min(1) };

export const events = declareEvents({
  ...routingEvents,
  assign: {
    title: { zh: '分派', en: 'Assign' },
    by: by('taskForce'),
    data: z.strictObject({ unit: unitCode, note: prose(500).optional() }),
  },
  receive: { title: { zh: '签收', en: 'Receive' }, by: by('accountable'), data: z.strictObject({}) },
  return: {
    title: { zh: '退回', en: 'Return' },
    by: by('accountable', 'unitLeader'),
    data: z.strictObject({
      reasonCode: returnReasonSchema,
      /** Which duty, by which document, makes it another's. */
      dutyBasis: prose(1000),
      proposedUnit: unitCode.optional(),
    }),
  },
  subDispatch: {
    title: { zh: '分办', en: 'Sub-dispatch' },
    by: by('accountable'),
    data: z.strictObject({
      sections: z
        .array(
          z.strictObject({
            section: sectionCode,
            seat: seatId.optional(),
            text: prose(1000),
            limit: limit.optional(),
          }),
        )
        .min(1)
        .max(20),
    }),
  },
  waiveSection: {
    title: { zh: '免办', en: 'Waive a section' },
    by: by('accountable'),
    data: z.strictObject({ child: taskId, reason: prose(500) }),
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable'),
    data: z.strictObject({ text: prose(2000), percent: z.int().min(0).max(100).optional() }),
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    by: by('supervisor', 'taskForce'),
    data: z.strictObject({ text: prose(500).optional() }),
  },
  claimDone: {
    title: { zh: '办结申请', en: 'Claim done' },
    by: by('accountable'),
    data: z.strictObject({
      evidence: z
        .array(z.strictObject({ criterion: criterionId, text: prose(2000), attachments }))
        .min(1)
        .max(50),
    }),
  },
  pass: {
    title: { zh: '审核通过', en: 'Pass' },
    by: by('taskForce'),
    data: z.strictObject({ note: prose(500).optional() }),
  },
  sendBack: {
    title: { zh: '退办', en: 'Send back' },
    by: by('taskForce'),
    data: z.strictObject({
      items: z
        .array(z.strictObject({ criterion: criterionId.optional(), reason: prose(1000) }))
        .min(1)
        .max(50),
    }),
  },
  strikeOff: {
    title: { zh: '销号', en: 'Strike off' },
    by: by('taskForce'),
    data: z.strictObject({ note: prose(500).optional() }),
  },
  withdraw: {
    title: { zh: '中止', en: 'Withdraw' },
    by: by('taskForce'),
    data: z.strictObject({ reason: prose(1000) }),
  },
  sectionReceived: {
    title: { zh: '科室签收', en: 'Section received' },
    by: by('engine'),
    data: z.strictObject(fromSection),
  },
  sectionReported: {
    title: { zh: '科室反馈', en: 'Section reported' },
    by: by('engine'),
    data: z.strictObject({
      ...fromSection,
      text: prose(2000),
      percent: z.int().min(0).max(100).optional(),
    }),
  },
  sectionFinished: {
    title: { zh: '科室办结', en: 'Section finished' },
    by: by('engine'),
    data: z.strictObject({ ...fromSection, text: prose(2000) }),
  },
  sectionReturned: {
    title: { zh: '科室退回', en: 'Section returned' },
    by: by('engine'),
    data: z.strictObject({ ...fromSection, text: prose(1000) }),
  },
});

export type ReformTaskEvent = StepEvent<typeof events>;

/** One declared event, or several, as the machine takes them. */
export type EventOf<Type extends keyof typeof events> = Extract<ReformTaskEvent, { readonly type: Type }>;

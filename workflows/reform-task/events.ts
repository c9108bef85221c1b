import { z } from 'zod';
import { declareEvents, noData, type StepEvent } from '../../src/engine/define.ts';
import {
  choice,
  limit,
  line,
  percent,
  prose,
  seatId,
  sectionCode,
  taskId,
  titled,
  unitCode,
} from '../fields.ts';
import { routingEvents } from '../routing-events.ts';
import { by, returnReasonSchema, returnReasonTitles } from '../vocabulary.ts';

const criterion = titled(line(40), '验收标准编号', 'Criterion');
const note = titled(prose(500), '说明', 'Note').optional();
const progress = titled(prose(2000), '进展', 'Progress');

const returning = z.strictObject({
  reasonCode: titled(choice(returnReasonSchema, returnReasonTitles), '退回理由', 'Reason'),
  dutyBasis: titled(prose(1000), '职责依据', 'Basis in the duties of units'),
  proposedUnit: titled(unitCode, '建议承办单位', 'Proposed unit').optional(),
});

const toSection = z.strictObject({
  section: titled(sectionCode, '科室', 'Section'),
  seat: titled(seatId, '承办岗位', 'Seat').optional(),
  text: titled(prose(1000), '交办内容', 'What to do'),
  limit: titled(limit, '期限', 'Limit').optional(),
});

const evidence = z.strictObject({
  criterion,
  text: titled(prose(2000), '完成情况', 'Evidence'),
  attachments: titled(z.array(line(500)).max(20), '附件', 'Attachments').default([]),
});

const objection = z.strictObject({
  criterion: criterion.optional(),
  reason: titled(prose(1000), '退办意见', 'Reason'),
});

/** What every signal of a section says; its highest revision is its last word, in whatever order they come. */
const fromSection = { child: taskId, childRevision: z.int().min(1) };

export const events = declareEvents({
  ...routingEvents,
  assign: {
    title: { zh: '分派', en: 'Assign' },
    by: by('taskForce'),
    data: z.strictObject({ unit: titled(unitCode, '承办单位', 'Unit'), note }),
  },
  receive: { title: { zh: '签收', en: 'Receive' }, by: by('accountable'), data: noData },
  return: {
    title: { zh: '退回', en: 'Return' },
    by: by('accountable', 'unitLeader'),
    data: returning,
  },
  subDispatch: {
    title: { zh: '分办', en: 'Sub-dispatch' },
    by: by('accountable'),
    data: z.strictObject({ sections: titled(z.array(toSection).min(1).max(20), '分办科室', 'Sections') }),
  },
  waiveSection: {
    title: { zh: '免办', en: 'Waive a section' },
    by: by('accountable'),
    data: z.strictObject({
      child: titled(taskId, '分办任务', 'Section assignment'),
      reason: titled(prose(500), '理由', 'Reason'),
    }),
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable'),
    data: z.strictObject({ text: progress, percent: percent.optional() }),
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    by: by('supervisor', 'taskForce'),
    data: z.strictObject({ text: titled(prose(500), '催办内容', 'Text').optional() }),
  },
  claimDone: {
    title: { zh: '办结申请', en: 'Claim done' },
    by: by('accountable'),
    data: z.strictObject({ evidence: titled(z.array(evidence).min(1).max(50), '佐证', 'Evidence') }),
  },
  pass: { title: { zh: '审核通过', en: 'Pass' }, by: by('taskForce'), data: z.strictObject({ note }) },
  sendBack: {
    title: { zh: '退办', en: 'Send back' },
    by: by('taskForce'),
    data: z.strictObject({ items: titled(z.array(objection).min(1).max(50), '退办意见', 'Items') }),
  },
  strikeOff: { title: { zh: '销号', en: 'Strike off' }, by: by('taskForce'), data: z.strictObject({ note }) },
  withdraw: {
    title: { zh: '中止', en: 'Withdraw' },
    by: by('taskForce'),
    data: z.strictObject({ reason: titled(prose(1000), '中止理由', 'Reason') }),
  },
  sectionReceived: {
    title: { zh: '科室签收', en: 'Section received' },
    by: by('engine'),
    data: z.strictObject(fromSection),
  },
  sectionReported: {
    title: { zh: '科室反馈', en: 'Section reported' },
    by: by('engine'),
    data: z.strictObject({ ...fromSection, text: progress, percent: percent.optional() }),
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

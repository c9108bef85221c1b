import { z } from 'zod';
import { declareEvents, noData, refersTo, type StepEvent } from '../../../src/engine/definition/define.ts';
import { limit, line, percent, prose, seatId, sectionCode, taskId, titled, unitCode } from '../../fields.ts';
import { by } from '../../vocabulary.ts';
import { correctEvent } from '../correction/correct-event.ts';
import { engineEvents } from './engine-events.ts';
import { officerEvents } from './officer-events.ts';
import { requestEvents } from './request-events.ts';

const criterion = titled(refersTo(line(40), { kind: 'criterion' }), '验收标准编号', 'Criterion');
const note = titled(prose(500), '说明', 'Note').optional();
const progress = titled(prose(2000), '进展', 'Progress');

const toSection = z.strictObject({
  section: titled(sectionCode, '科室', 'Section'),
  seat: titled(refersTo(seatId, { kind: 'seat', within: 'ownUnit' }), '承办岗位', 'Seat').optional(),
  text: titled(prose(1000), '交办内容', 'What to do'),
  limit: titled(
    refersTo(limit, { kind: 'limit', within: 'task', mayRepeat: true }),
    '期限',
    'Limit',
  ).optional(),
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

export const events = declareEvents({
  ...engineEvents,
  ...requestEvents,
  ...officerEvents,
  ...correctEvent,
  assign: {
    title: { zh: '分派', en: 'Assign' },
    by: by('taskForce'),
    data: z.strictObject({ unit: titled(unitCode, '承办单位', 'Unit'), note }),
  },
  uphold: {
    title: { zh: '维持原交办', en: 'Uphold the dispatch' },
    by: by('taskForce'),
    data: z.strictObject({ note }),
  },
  transfer: {
    title: { zh: '转办', en: 'Transfer' },
    by: by('taskForce'),
    data: z.strictObject({
      unit: titled(unitCode, '承办单位', 'Unit'),
      reason: titled(prose(1000), '转办理由', 'Reason'),
    }),
  },
  receive: {
    title: { zh: '签收', en: 'Receive' },
    by: by('accountable'),
    sees: ['state'],
    inBulk: true,
    data: noData,
  },
  subDispatch: {
    title: { zh: '分办', en: 'Sub-dispatch' },
    by: by('accountable'),
    sees: ['state', 'dueAt'],
    data: z.strictObject({ sections: titled(z.array(toSection).min(1).max(20), '分办科室', 'Sections') }),
  },
  waiveSection: {
    title: { zh: '免办', en: 'Waive a section' },
    by: by('accountable'),
    data: z.strictObject({
      child: titled(refersTo(taskId, { kind: 'child' }), '分办任务', 'Section assignment'),
      reason: titled(prose(500), '理由', 'Reason'),
    }),
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable'),
    sees: ['state'],
    data: z.strictObject({ text: progress, percent: percent.optional() }),
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    by: by('supervisor', 'taskForce'),
    sees: ['state', 'dueAt'],
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
});

export type ReformTaskEvent = StepEvent<typeof events>;

/** One declared event, or several, as the machine takes them. */
export type EventOf<Type extends keyof typeof events> = Extract<ReformTaskEvent, { readonly type: Type }>;

import { z } from 'zod';
import { declareEvents, noData, type StepEvent } from '../../src/engine/definition/define.ts';
import { instant, percent, prose, titled } from '../fields.ts';
import { by, parkingKindSchema } from '../vocabulary.ts';

export const events = declareEvents({
  limitResolved: {
    title: { zh: '核定期限', en: 'Resolve the limit' },
    by: by('engine'),
    data: z.strictObject({
      dueAt: instant,
      /** For which of the task's due dates it was counted. */
      redated: z.int().min(0).default(0),
    }),
  },
  receive: {
    title: { zh: '签收', en: 'Receive' },
    by: by('accountable', 'sectionStaff'),
    sees: ['state'],
    inBulk: true,
    data: noData,
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable', 'sectionStaff'),
    sees: ['state'],
    data: z.strictObject({ text: titled(prose(2000), '进展', 'Progress'), percent: percent.optional() }),
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    by: by('unitCommissioner', 'supervisor', 'taskForce'),
    sees: ['state', 'dueAt'],
    data: z.strictObject({ text: titled(prose(500), '催办内容', 'Text').optional() }),
  },
  finish: {
    title: { zh: '办结', en: 'Finish' },
    by: by('accountable', 'sectionStaff'),
    sees: ['state'],
    data: z.strictObject({ text: titled(prose(2000), '完成情况', 'What was done') }),
  },
  return: {
    title: { zh: '退回', en: 'Return' },
    by: by('accountable'),
    sees: ['state'],
    data: z.strictObject({ reason: titled(prose(1000), '退回理由', 'Reason') }),
  },
  urgeCounted: {
    title: { zh: '核定催办时限', en: 'Count the limits of an urge' },
    by: by('engine'),
    routine: true,
    data: z.strictObject({ nextFrom: instant, answerBy: instant }),
  },
  suspend: {
    title: { zh: '随任务挂账', en: 'Suspend' },
    by: by('engine'),
    data: z.strictObject({ kind: parkingKindSchema }),
  },
  redated: {
    title: { zh: '期限随任务调整', en: 'Due date moved with the task' },
    by: by('engine'),
    data: z.strictObject({
      dueAt: instant,
      /** Working minutes for which the clock stood still since the section last heard. */
      creditedMinutes: z.int().min(0).default(0),
    }),
  },
  recall: {
    title: { zh: '收回', en: 'Recall' },
    by: by('engine'),
    data: z.strictObject({ reason: prose(1000) }),
  },
});

export type SectionEvent = StepEvent<typeof events>;

/** One declared event, or several, as the machine takes them. */
export type EventOf<Type extends keyof typeof events> = Extract<SectionEvent, { readonly type: Type }>;

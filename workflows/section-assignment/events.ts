import { z } from 'zod';
import { declareEvents, noData, type StepEvent } from '../../src/engine/define.ts';
import { instant, prose } from '../fields.ts';
import { by } from '../vocabulary.ts';

export const events = declareEvents({
  limitResolved: {
    title: { zh: '核定期限', en: 'Resolve the limit' },
    by: by('engine'),
    data: z.strictObject({ dueAt: instant }),
  },
  receive: {
    title: { zh: '签收', en: 'Receive' },
    by: by('accountable', 'sectionStaff'),
    data: noData,
  },
  report: {
    title: { zh: '反馈', en: 'Report' },
    by: by('accountable', 'sectionStaff'),
    data: z.strictObject({ text: prose(2000), percent: z.int().min(0).max(100).optional() }),
  },
  urge: {
    title: { zh: '催办', en: 'Urge' },
    by: by('unitCommissioner', 'supervisor', 'taskForce'),
    data: z.strictObject({ text: prose(500).optional() }),
  },
  finish: {
    title: { zh: '办结', en: 'Finish' },
    by: by('accountable', 'sectionStaff'),
    data: z.strictObject({ text: prose(2000) }),
  },
  return: {
    title: { zh: '退回', en: 'Return' },
    by: by('accountable'),
    data: z.strictObject({ reason: prose(1000) }),
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

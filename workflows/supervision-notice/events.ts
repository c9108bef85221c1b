import { z } from 'zod';
import { declareEvents, type StepEvent } from '../../src/engine/definition/define.ts';
import { prose, titled } from '../fields.ts';
import { by } from '../vocabulary.ts';
import { noticeAnswer } from './answer.ts';

export const events = declareEvents({
  acknowledge: {
    title: { zh: '签收督办单', en: 'Acknowledge the notice' },
    by: by('accountable'),
    sees: ['state'],
    inBulk: true,
    data: z.strictObject({ answer: titled(noticeAnswer, '答复', 'Answer').optional() }),
  },
  recall: {
    title: { zh: '撤回督办单', en: 'Recall the notice' },
    by: by('engine'),
    data: z.strictObject({ reason: prose(1000) }),
  },
});

type NoticeEvent = StepEvent<typeof events>;

/** One declared event as the machine takes it. */
export type EventOf<Type extends keyof typeof events> = Extract<NoticeEvent, { readonly type: Type }>;

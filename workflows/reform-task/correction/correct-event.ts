import { z } from 'zod';
import { acceptPastDate, limit, limitBy, prose, titled } from '../../fields.ts';
import { by } from '../../vocabulary.ts';
import { input } from '../matter.ts';

const { title, goal, coUnits, category, urgency, source, criteria } = input.shape;

/** 更正: what was registered by mistake is put right, with a reason. */
export const correctEvent = {
  correct: {
    title: { zh: '更正', en: 'Correct' },
    by: by('taskForce'),
    data: z.strictObject({
      title: title.optional(),
      goal: titled(goal.unwrap().nullable(), '工作目标', 'Goal').optional(),
      criteria: titled(criteria.unwrap().min(1), '验收标准', 'Acceptance criteria').optional(),
      limit: titled(limit, '完成时限', 'Limit').optional(),
      limitBy: limitBy.optional(),
      coUnits: coUnits.unwrap().optional(),
      category: titled(category.unwrap().nullable(), '事项分类', 'Category').optional(),
      urgency: urgency.unwrap().optional(),
      source: titled(source.unwrap().nullable(), '来源', 'Source').optional(),
      acceptPastDate: acceptPastDate.optional(),
      reason: titled(prose(1000), '更正理由', 'Reason'),
    }),
  },
} as const;

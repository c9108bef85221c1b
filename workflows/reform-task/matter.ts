import { z } from 'zod';
import { refersTo } from '../../src/engine/definition/define.ts';
import { said } from '../../src/platform/wording/said.ts';
import { acceptPastDate, choice, haveOwnIds, limit, limitBy, line, prose, titled } from '../fields.ts';
import { urgencySchema, urgencyTitles } from '../vocabulary.ts';

/** What must be shown to be done. */
export const criterion = z.strictObject({
  id: titled(line(40), '编号', 'Id'),
  text: titled(prose(2000), '验收标准', 'Criterion'),
});

/** The matter as registered; only a correction changes it. Units are as the ledger writes them. */
export const matter = z.strictObject({
  title: titled(line(200), '任务名称', 'Title'),
  goal: titled(prose(2000), '工作目标', 'Goal').optional(),
  leadUnit: titled(
    refersTo(line(100), { kind: 'unitName', within: 'lead' }),
    '牵头单位',
    'Lead unit',
  ).optional(),
  coUnits: titled(
    z.array(refersTo(line(100), { kind: 'unitName' })).max(100),
    '配合单位',
    'Co-organising units',
  ).default([]),
  /** `大类/中类` or `大类/中类/小类`. */
  category: titled(refersTo(line(100), { kind: 'category' }), '事项分类', 'Category').optional(),
  limit: titled(limit, '完成时限', 'Limit'),
  /** Absent where the limit was written. */
  limitBy: limitBy.optional(),
  acceptPastDate: acceptPastDate.optional(),
  urgency: titled(choice(urgencySchema, urgencyTitles), '紧急程度', 'Urgency').default('normal'),
  source: titled(line(100), '来源', 'Source').optional(),
  region: titled(line(100), '地点', 'Place').optional(),
  keywords: titled(z.array(line(40)).max(20), '关键词', 'Keywords').default([]),
});

const criteria = z
  .array(criterion)
  .max(50)
  .refine(haveOwnIds, {
    error: said('验收标准编号重复，请逐项编不同的号', 'Ids of criteria repeat; give each its own'),
  });

/**
 * What 立项 needs; acceptance criteria are fixed here, and without any the goal is the criterion. Where no limit is written
 * the door takes the default for the source, category and urgency.
 */
export const input = matter.extend({
  limit: titled(limit, '完成时限', 'Limit')
    .meta({
      description: '可不填，按来源、分类和缓急取默认时限',
      'x-description-en': 'Left out, the default for source, category and urgency',
    })
    .optional(),
  criteria: titled(criteria, '验收标准', 'Acceptance criteria').default([]),
});

export type RegisteredMatter = z.output<typeof input>;

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { partsOf, partsWords } from '../../src/platform/wording/problem-parts.ts';
import { said } from '../../src/platform/wording/said.ts';

const criterion = z.strictObject({
  id: z.string().meta({ title: '编号', 'x-title-en': 'Id' }),
  note: z.string().optional(),
});
const schema = z.strictObject({
  title: z.string().min(2).max(4).meta({ title: '任务名称', 'x-title-en': 'Title' }),
  percent: z.int().min(0).max(100).optional().meta({ title: '完成比例', 'x-title-en': 'Per cent' }),
  criteria: z
    .array(criterion)
    .max(1)
    .refine((all) => all.every(({ id }) => id !== 'x'), { error: said('编号不得为 x', 'No id may be x') })
    .meta({ title: '验收标准', 'x-title-en': 'Criteria' })
    .default([]),
  limit: z
    .union([z.strictObject({ workingDays: z.int().min(1) }), z.strictObject({ date: z.iso.date() })], {
      error: said('应给出 workingDays 或 date 之一', 'Expected workingDays or date'),
    })
    .meta({ title: '完成时限', 'x-title-en': 'Limit' })
    .optional(),
  from: z.iso.datetime().optional(),
  of: z.number().multipleOf(5).optional(),
  urgency: z
    .enum(['normal', 'urgent'])
    .meta({ 'x-titles': { normal: { zh: '普通', en: 'Normal' }, urgent: { zh: '紧急', en: 'Urgent' } } })
    .optional(),
  act: z
    .discriminatedUnion('op', [
      z.strictObject({ op: z.literal('add') }),
      z.strictObject({ op: z.enum(['close', 'move']) }),
    ])
    .optional(),
});

function told(content: unknown) {
  const { error } = schema.safeParse(content);
  if (error === undefined) throw new Error('Expected the content to be refused.');
  return partsOf(schema, error, content);
}

describe('what is wrong with a content', () => {
  it.each<[string, object, string, string, string]>([
    ['a field that is missing', {}, '/title', '“任务名称”：此项必填', '“Title”: This is required'],
    [
      'a kind of value',
      { title: 5 },
      '/title',
      '“任务名称”：应为文字，现为数字',
      '“Title”: Expected text, found a number',
    ],
    [
      'a code, by what it is called',
      { title: '名称', urgency: '特急' },
      '/urgency',
      '应为其中之一：normal（普通）、urgent（紧急）',
      'expected one of: normal (Normal), urgent (Urgent)',
    ],
    [
      'a form that there is not',
      { title: '名称', act: { op: 'x' } },
      '/act/op',
      '应为其中之一：add、close、move',
      'expected one of: add, close, move',
    ],
    ['too little', { title: '一' }, '/title', '“任务名称”：至少 2 个字', '“Title”: At least 2 characters'],
    [
      'too much',
      { title: '一二三四五' },
      '/title',
      '“任务名称”：至多 4 个字',
      '“Title”: At most 4 characters',
    ],
    [
      'a number',
      { title: '名称', percent: 101 },
      '/percent',
      '“完成比例”：应不大于 100',
      '“Per cent”: Expected 100 or less',
    ],
    [
      'an item',
      { title: '名称', criteria: [{ id: 1 }] },
      '/criteria/0/id',
      '“验收标准第 1 项·编号”：应为文字，现为数字',
      '“Criteria, item 1, Id”: Expected text, found a number',
    ],
    [
      'our own rule',
      { title: '名称', criteria: [{ id: 'x' }] },
      '/criteria',
      '“验收标准”：编号不得为 x',
      '“Criteria”: No id may be x',
    ],
    [
      'no form of several',
      { title: '名称', limit: {} },
      '/limit',
      '“完成时限”：应给出 workingDays 或 date 之一',
      '“Limit”: Expected workingDays or date',
    ],
    [
      'the form that was meant',
      { title: '名称', limit: { workingDays: 0 } },
      '/limit/workingDays',
      '“完成时限”：应不小于 1',
      '“Limit”: Expected 1 or more',
    ],
    [
      'an instant',
      { title: '名称', from: '昨天' },
      '/from',
      '应为带时区的时刻，如 2026-12-31T09:30:00.000Z',
      'Expected an instant with zone, such as 2026-12-31T09:30:00.000Z',
    ],
    [
      'a field too many',
      { title: '名称', x: 1 },
      '/x',
      '没有这一项，请去掉',
      'There is no such field; leave it out',
    ],
    [
      'what only zod has words for',
      { title: '名称', of: 3 },
      '/of',
      '无效数字：必须是 5 的倍数',
      'Invalid number: must be a multiple of 5',
    ],
  ])('is told in both languages: %s', (_, content, pointer, zh, en) => {
    expect(told(content)).toEqual([expect.objectContaining({ pointer, message: { zh, en } })]);
  });

  it('ends in one sentence that names the first fault and counts the rest', () => {
    const parts = told({ title: 5, x: 1 });
    expect(partsWords({ zh: '任务内容不符合要求', en: 'The input is not valid' }, parts)).toEqual({
      zh: '任务内容不符合要求：“任务名称”：应为文字，现为数字；另有 1 处，见 errors。',
      en: 'The input is not valid: “Title”: Expected text, found a number; 1 more in errors.',
    });
  });
});

import { z } from 'zod';
import { sourcesOf } from '../../../app/task-sources.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { said } from '../../../platform/wording/said.ts';
import type { Language, Words } from '../../../platform/wording/words.ts';
import type { RoutingStep } from '../../../routing/reason.ts';
import { type BounceGround, bounceGrounds, bouncesBy, bouncesOf } from '../../../tasks/overdue/bounces.ts';
import { countBounces } from '../../../tasks/store/overdue/count-bounces.ts';
import { countyDayAfter, countyDayOf, startOfCountyDay } from '../../../vocabulary/county-day.ts';
import { defineRoute } from '../../define-route.ts';
import type { DoorDeps } from '../../door-deps.ts';

/** Without a start, the dispatches of so many days are told. */
const DAYS = 90;

const stepTitles: Readonly<Record<RoutingStep, Words>> = {
  binding: { zh: '指定承办单位', en: 'Assigned by hand' },
  unit: { zh: '写明牵头单位', en: 'Unit named' },
  precedent: { zh: '先例', en: 'Precedent' },
  rule: { zh: '派单规则', en: 'Rule' },
  duty: { zh: '职责分类', en: 'Duty' },
  place: { zh: '属地', en: 'Place' },
  text: { zh: '文本', en: 'Text' },
  none: { zh: '未定', en: 'None' },
};

/** The database reckons with no year 0, nor we with a day before the first of an instant. */
const day = z.iso.date().refine((date) => date >= '1900' && date < '2900', {
  error: said('请填 1900 年至 2899 年之间的日期', 'expected a day between 1900 and 2899'),
});

const counts = {
  dispatches: z.int(),
  returns: z.int(),
  rate: z.number().min(0).max(1).meta({ description: '退回率 Returns per dispatch, in four decimals' }),
  upheld: z.int().meta({ description: '维持原交办 The first dispatch stood' }),
  rebound: z.int().meta({ description: '改派他单位 Bound to another unit' }),
  pending: z.int().meta({ description: '待裁定 Awaiting a ruling' }),
};

export const bounces = defineRoute({
  method: 'GET',
  path: '/api/v1/bounces',
  title: { zh: '退回率', en: 'Bounce rate per rule, step of routing or unit' },
  tag: 'routing',
  description:
    '某段时间内的交办有多少被退回、裁定如何；按派单规则、派单环节或承办单位归并，退回最多的在前。' +
    'Of the dispatches of a time how many were returned up to now, and how that was ruled on; most returned first.',
  access: ['taskForce', 'supervisor', 'auditor'],
  query: z.strictObject({
    from: day.optional().meta({ description: `起始日，缺省为 ${DAYS} 天前 First day` }),
    to: day.optional().meta({ description: '截止日，缺省为今天 Last day; today without it' }),
    by: z.enum(bounceGrounds).default('unit'),
  }),
  responses: {
    200: z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      by: z.enum(bounceGrounds),
      total: z.strictObject(counts).meta({ id: 'Bounces' }),
      items: z
        .array(z.strictObject({ key: z.string(), name: z.string(), ...counts }).meta({ id: 'BouncesOf' }))
        .readonly(),
    }),
  },
  problems: ['query-invalid'],
}).handledBy(async ({ query: { from: first, to: last, by }, language }, deps) => {
  const to = last ?? countyDayOf(deps.clock());
  const from = first ?? countyDayAfter(to, -DAYS);
  if (from > to) {
    throw new Problem('query-invalid', {
      zh: `from=${from} 晚于 to=${to}，请对调。`,
      en: `from=${from} is after to=${to}; swap them.`,
    });
  }
  const until = startOfCountyDay(countyDayAfter(to, 1));
  const counted = await countBounces(sourcesOf(deps), startOfCountyDay(from), until);
  const items = bouncesBy(by, counted).map((group) => ({
    name: nameOf(by, group.key, language(), deps),
    ...group,
  }));
  return { status: 200, body: { from, to, by, total: bouncesOf(counted), items } };
});

function nameOf(by: BounceGround, key: string, language: Language, { county }: DoorDeps): string {
  switch (by) {
    case 'unit':
      return county.directory().units.find(({ code }) => code === key)?.name ?? key;
    case 'rule':
      return county.routing().rules.rules.find(({ id }) => id === key)?.title ?? key;
    case 'step':
      return stepTitles[key as RoutingStep]?.[language] ?? key;
  }
}

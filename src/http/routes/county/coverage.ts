import { z } from 'zod';
import { rolesOf } from '../../../access/roles-of.ts';
import { coverageGap } from '../../../contract/county/coverage.ts';
import { coverage as coverageOf } from '../../../directory/resolve/coverage.ts';
import { said } from '../../../platform/wording/said.ts';
import { isProvisional, officeCalendarOf } from '../../../tasks/clock/office-calendar.ts';
import { countyDayOf } from '../../../vocabulary/county-day.ts';
import { defineRoute } from '../../define-route.ts';

const day = z.iso.date();

const unitCoverage = z
  .strictObject({
    unit: z.string(),
    name: z.string(),
    days: z
      .strictObject({
        delegate: z.int(),
        holder: z.int(),
        deputy: z.int(),
        hostSectionHead: z.int(),
        gap: z.int(),
      })
      .meta({ description: '按当日最弱的负责方式计工作日 Working days by the weakest way of that day' }),
    gaps: z.array(coverageGap).readonly(),
  })
  .meta({ id: 'UnitCoverage' });

export const coverage = defineRoute({
  method: 'GET',
  path: '/api/v1/coverage',
  title: { zh: '覆盖核查', en: 'Coverage: whether each unit has somebody on each working day' },
  tag: 'directory',
  description:
    '今后若干工作日各单位是否有人，缺口逐一列出；分管领导只看本单位。' +
    'Whether each unit has somebody on each of the next working days, with every gap; a unit leader sees the own unit.',
  access: ['supervisor', 'taskForce', 'unitLeader', 'auditor', 'admin'],
  query: z.strictObject({
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(260)
      .default(60)
      .meta({ description: '多少个工作日 How many working days' }),
    from: z.iso
      .date()
      .refine((date) => date >= '2000-01-01' && date < '2099-01-01', {
        error: said('应为 2000 至 2098 年的日期', 'Expected a date from 2000 to 2098'),
      })
      .optional()
      .meta({ description: '起始日，缺省为今天 First day; today without it' }),
  }),
  responses: {
    200: z.strictObject({
      directoryVersion: z.int(),
      from: day,
      to: day,
      workingDays: z.int(),
      covered: z.boolean().meta({ description: '全部单位每个工作日都有人 No gap in any unit' }),
      provisional: z
        .boolean()
        .meta({ description: '涉及尚未公布放假安排的年度 Touches an unconfirmed year' }),
      units: z.array(unitCoverage).readonly(),
      gaps: z.array(coverageGap).readonly(),
    }),
  },
  problems: [],
}).handledBy(({ query, caller }, { county, clock }) => {
  const directory = county.directory();
  const calendar = county.calendar();
  const from = query.from ?? countyDayOf(clock());
  const found = coverageOf(directory, officeCalendarOf(calendar), from, query.days);
  const isShown = ({ unit }: { readonly unit: string }) =>
    rolesOf(caller).some((role) => role !== 'unitLeader') || caller.units.includes(unit);
  const gaps = found.gaps.filter(isShown);
  return {
    status: 200,
    body: {
      directoryVersion: directory.version,
      ...found,
      covered: gaps.length === 0,
      provisional: isProvisional(calendar, from, found.to),
      units: found.units.filter(isShown),
      gaps,
    },
  };
});

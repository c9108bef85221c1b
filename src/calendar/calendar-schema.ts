import { z } from 'zod';
import { said, saidIssue } from '../platform/wording/said.ts';
import { CivilDateSchema, FIRST_YEAR, LAST_YEAR } from '../vocabulary/civil-date.ts';

const TimeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: said('应为 HH:MM 样式的时刻', 'expected a time of day written HH:MM'),
});

const SessionSchema = z
  .strictObject({ from: TimeOfDaySchema, to: TimeOfDaySchema })
  .refine(({ from, to }) => from < to, {
    error: said('开始时间应早于结束时间', 'expected the session to begin before it ends'),
  })
  .readonly();

const SessionsSchema = z
  .array(SessionSchema)
  .min(1, { error: said('至少要有一个时段', 'expected at least one session') })
  .refine((sessions) => sessions.every(({ from }, i) => from >= (sessions[i - 1]?.to ?? '')), {
    error: said('各时段应按先后排列且不重叠', 'expected the sessions in order and without overlap'),
  })
  .readonly();

/** The sessions in which offices are open, from a day on until a later entry takes over. */
export const OfficeHoursSchema = z
  .strictObject({ since: CivilDateSchema, sessions: SessionsSchema })
  .readonly();

const DayShape = { date: CivilDateSchema, kind: z.enum(['holiday', 'workday']), name: z.string().min(1) };

const CalendarDaySchema = z.strictObject(DayShape).readonly();

/** A day on which the county departs from the State Council; a working day may have hours of its own. */
export const CountyDaySchema = z
  .strictObject({ ...DayShape, hours: SessionsSchema.optional() })
  .refine(({ kind, hours }) => kind === 'workday' || hours === undefined, {
    error: said('只有上班日（workday）可以写时段', 'expected hours only on a day of kind workday'),
    path: ['hours'],
  })
  .readonly();

/** One year of State Council holidays and make-up working days; unlisted days follow the week. */
export const CalendarYearSchema = z
  .strictObject({
    year: z.int().min(FIRST_YEAR).max(LAST_YEAR),
    /** The notice it was taken from: 文号, 发布日期, address. */
    notice: z
      .strictObject({ number: z.string().min(1), published: CivilDateSchema, source: z.url().optional() })
      .readonly()
      .optional(),
    /** False for a draft: its days count, and every result that touches it is provisional. */
    confirmed: z.boolean(),
    days: z.array(CalendarDaySchema).readonly(),
  })
  .superRefine(({ year, days }, context) => {
    for (const [index, { date, kind }] of days.entries()) {
      const refuse = (zh: string, en: string) =>
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], ...saidIssue({ zh, en }) });
      if (!date.startsWith(`${year}-`)) refuse(`应为 ${year} 年的日期`, `expected a date in ${year}`);
      const weekday = new Date(date).getUTCDay();
      // A listed Monday that is a working day anyhow is a date mistyped.
      if (kind === 'workday' && weekday >= 1 && weekday <= 5) {
        refuse('调休上班日应为周六或周日', 'expected a Saturday or Sunday to make up');
      }
    }
    refuseRepeats(days, context, ['days']);
  })
  .readonly();

/** What the file of office hours holds. */
export const OfficeHoursFileSchema = z
  .strictObject({
    officeHours: z
      .array(OfficeHoursSchema)
      .min(1)
      .refine((periods) => periods[0]?.since === `${FIRST_YEAR}-01-01`, {
        error: said(
          `第一条应自 ${FIRST_YEAR}-01-01 起，使每天都有办公时间`,
          `expected the first entry since ${FIRST_YEAR}-01-01, so that no day is without hours`,
        ),
      })
      .refine((periods) => periods.every(({ since }, i) => since > (periods[i - 1]?.since ?? '')), {
        error: said('各条应按起始日期先后排列', 'expected each entry to begin after the one before'),
      })
      .readonly(),
  })
  .readonly();

/** What the file of the county's own days holds. */
export const CountyFileSchema = z
  .strictObject({ days: z.array(CountyDaySchema).readonly() })
  .superRefine(({ days }, context) => refuseRepeats(days, context, ['days']))
  .readonly();

/** Everything a calendar is made of: the input of `createCalendar`. */
export const CalendarContentSchema = z
  .strictObject({
    years: z.array(CalendarYearSchema).readonly(),
    officeHours: OfficeHoursFileSchema.unwrap().shape.officeHours,
    countyDays: z.array(CountyDaySchema).readonly(),
  })
  .superRefine(({ years, countyDays }, context) => {
    for (const [index, { year }] of years.entries()) {
      if (years.findIndex((other) => other.year === year) < index) {
        context.addIssue({
          code: 'custom',
          path: ['years', index, 'year'],
          ...saidIssue({ zh: '每个年份只能出现一次', en: 'expected each year once' }),
        });
      }
    }
    refuseRepeats(countyDays, context, ['countyDays']);
  })
  .readonly();

export type OfficeHours = z.infer<typeof OfficeHoursSchema>;
export type CalendarYear = z.infer<typeof CalendarYearSchema>;
export type CalendarContent = z.infer<typeof CalendarContentSchema>;

function refuseRepeats(days: readonly { date: string }[], context: z.RefinementCtx, path: string[]): void {
  const seen = new Set<string>();
  for (const [index, { date }] of days.entries()) {
    if (seen.has(date)) {
      context.addIssue({
        code: 'custom',
        path: [...path, index, 'date'],
        ...saidIssue({ zh: '每个日期只能出现一次', en: 'expected each date once' }),
      });
    }
    seen.add(date);
  }
}

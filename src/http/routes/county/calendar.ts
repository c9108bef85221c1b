import { z } from 'zod';
import { CalendarContentSchema } from '../../../calendar/calendar-schema.ts';
import { dayDescriptionSchema, describeDays } from '../../../calendar/describe-days.ts';
import { calendarRegister } from '../../../calendar/store/calendar-register.ts';
import { nextCursor, pageFields } from '../../../contract/page.ts';
import type { Directory } from '../../../directory/directory.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import type { ContentTold } from '../../../register/content-register.ts';
import { readHistory } from '../../../register/store/read-history.ts';
import { readCursor, writeCursor } from '../../../tasks/lists/cursor.ts';
import { CivilDateSchema } from '../../../vocabulary/civil-date.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const HISTORY = '/api/v1/calendar/history';

const MOST_DAYS = 400;

const signed = {
  version: z.int(),
  digest: z.string().meta({ description: '日历内容的摘要 Hash of the content, as records name it' }),
  at: z.iso.datetime(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  reason: z.string(),
};

const inForce = defineRoute({
  method: 'GET',
  path: '/api/v1/calendar',
  title: { zh: '现行工作日历', en: 'The calendar in force' },
  tag: 'calendar',
  description:
    '各年度放假与补班（confirmed=false 或未列的年度为暂定）、办公时间、本县调整；可原样导入。' +
    'Holidays and make-up days of each year, office hours, the county’s own days. A year that is not confirmed, or not ' +
    'listed, is provisional.',
  access: 'principal',
  responses: { 200: z.strictObject({ ...signed, content: CalendarContentSchema }).meta({ id: 'Calendar' }) },
  problems: [],
}).handledBy((_request, { calendars, county }) => {
  const { version, calendar, at, by, reason } = calendars.latest();
  const { version: digest, years, officeHours, countyDays } = calendar;
  const signer = named(by, county.directory());
  return {
    status: 200,
    body: { version, digest, at, by: signer, reason, content: { years, officeHours, countyDays } },
  };
});

const days = defineRoute({
  method: 'GET',
  path: '/api/v1/calendar/days',
  title: { zh: '逐日查询', en: 'Days: working or not, from when to when, and whether that is certain' },
  tag: 'calendar',
  access: 'principal',
  query: z.strictObject({
    from: CivilDateSchema.meta({ description: '起始日 First day' }),
    to: CivilDateSchema.meta({ description: `截止日，最多 ${MOST_DAYS} 天 Last day` }),
  }),
  responses: {
    200: z.strictObject({
      version: z.int(),
      workingDays: z.int(),
      days: z.array(dayDescriptionSchema.meta({ id: 'CalendarDay' })).readonly(),
    }),
  },
  problems: ['query-invalid'],
}).handledBy(({ query: { from, to } }, { calendars }) => {
  const { version, calendar } = calendars.latest();
  const span = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (span < 1 || span > MOST_DAYS) {
    throw new Problem('query-invalid', {
      zh: `${from} 至 ${to} 共 ${span} 天，一次可查 1 至 ${MOST_DAYS} 天。`,
      en: `${from} to ${to} is ${span} days; ask for 1 to ${MOST_DAYS} days at once.`,
    });
  }
  const described = describeDays(calendar, from, to);
  const workingDays = described.filter(({ working }) => working).length;
  return { status: 200, body: { version, workingDays, days: described } };
});

const history = defineRoute({
  method: 'GET',
  path: HISTORY,
  title: { zh: '日历变更记录', en: 'History of the calendar: who changed what, and why' },
  tag: 'calendar',
  access: ['admin', 'auditor', 'taskForce'],
  query: z.strictObject(pageFields),
  responses: {
    200: z.strictObject({
      items: z
        .array(
          z
            .strictObject({
              ...signed,
              change: z
                .unknown()
                .meta({ description: '当时请求的操作 What was asked for, as it was asked for' }),
            })
            .meta({ id: 'CalendarHistoryEntry' }),
        )
        .readonly(),
      nextCursor,
    }),
  },
  answerHeaders: ['Link'],
  problems: [],
}).handledBy(async ({ query: { limit, cursor }, caller }, { pool, county }) => {
  const binding = { principal: caller.id, list: 'calendar-history', query: {} };
  const before = cursor === undefined ? undefined : readCursor(cursor, z.int(), binding);
  const found = await readHistory<ContentTold>(calendarRegister, pool, { before, limit: limit + 1 });
  const directory = county.directory();
  const items = found.slice(0, limit).map(({ by, ...rest }) => ({ ...rest, by: named(by, directory) }));
  const last = found.length > limit ? items.at(-1) : undefined;
  const next = last && writeCursor(last.version, binding);
  return {
    status: 200,
    headers: linkToNext(HISTORY, { limit }, next),
    body: { items, ...(next === undefined ? {} : { nextCursor: next }) },
  };
});

export const calendarRoutes: readonly Route[] = [inForce, days, history];

/** A signature with the name of the person; programs and commands are their own names. */
function named(id: string, { people }: Directory): { id: string; name: string } {
  return { id, name: people.find((person) => person.id === id)?.name ?? id };
}

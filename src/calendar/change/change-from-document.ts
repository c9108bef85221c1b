import type { z } from 'zod';
import {
  type CalendarContent,
  CalendarContentSchema,
  CalendarYearSchema,
  CountyFileSchema,
  OfficeHoursFileSchema,
} from '../calendar-schema.ts';
import { type CalendarChange, type CalendarOperation, calendarChangeSchema } from './calendar-change.ts';

/** What a file about the calendar may hold, and how each kind is known: by the key that it alone has. */
const kinds = [
  { key: 'operations', schema: calendarChangeSchema },
  { key: 'years', schema: CalendarContentSchema },
  { key: 'year', schema: CalendarYearSchema },
  { key: 'officeHours', schema: OfficeHoursFileSchema },
  { key: 'days', schema: CountyFileSchema },
] as const;

/** The schema of a document by what is in it; a year where that cannot be told. */
export function calendarDocumentSchema(content: unknown): z.ZodType<CalendarDocument> {
  const keys = typeof content === 'object' && content !== null ? Object.keys(content) : [];
  return (kinds.find(({ key }) => keys.includes(key))?.schema ??
    CalendarYearSchema) as z.ZodType<CalendarDocument>;
}

export type CalendarDocument = z.infer<(typeof kinds)[number]['schema']>;

/**
 * The change that a document asks for: a change set as it stands; of a year, the county's days, office hours or a whole
 * exported calendar what differs from the calendar in force. Undefined where nothing does.
 */
export function changeFromDocument(
  inForce: CalendarContent,
  document: CalendarDocument,
  terms: { readonly reason?: string | undefined; readonly acceptPast?: string | undefined },
): CalendarChange | undefined {
  const change = 'operations' in document ? document : differences(inForce, document);
  if (change.operations.length === 0) return undefined;
  const { reason = change.reason, acceptPast = change.acceptPast } = terms;
  return { ...change, reason, ...(acceptPast !== undefined && { acceptPast }) };
}

function differences(
  inForce: CalendarContent,
  document: Exclude<CalendarDocument, CalendarChange>,
): CalendarChange {
  if ('year' in document) {
    const { year, notice } = document;
    const reason = notice === undefined ? `${year}年日历` : notice.number;
    return { reason, operations: yearsThatDiffer(inForce, [document]) };
  }
  if ('years' in document) {
    const { years, officeHours, countyDays } = document;
    const operations = [
      ...yearsThatDiffer(inForce, years),
      ...hoursThatDiffer(inForce, officeHours),
      ...daysThatDiffer(inForce, countyDays),
    ];
    return { reason: '导入日历', operations };
  }
  return 'officeHours' in document
    ? { reason: '调整办公时间', operations: hoursThatDiffer(inForce, document.officeHours) }
    : { reason: '本县调整', operations: daysThatDiffer(inForce, document.days) };
}

function yearsThatDiffer(inForce: CalendarContent, years: CalendarContent['years']): CalendarOperation[] {
  return years
    .filter((year) => !inForce.years.some((known) => isSame(byDate(known), byDate(year))))
    .map((year) => ({ op: 'setYear', year }));
}

function hoursThatDiffer(
  { officeHours }: CalendarContent,
  wanted: CalendarContent['officeHours'],
): CalendarOperation[] {
  return [
    ...wanted
      .filter((hours) => !officeHours.some((known) => isSame(known, hours)))
      .map((hours) => ({ op: 'setOfficeHours' as const, hours })),
    ...officeHours
      .filter(({ since }) => !wanted.some((kept) => kept.since === since))
      .map(({ since }) => ({ op: 'removeOfficeHours' as const, since })),
  ];
}

function daysThatDiffer(
  { countyDays }: CalendarContent,
  wanted: CalendarContent['countyDays'],
): CalendarOperation[] {
  return [
    ...wanted
      .filter((day) => !countyDays.some((known) => isSame(known, day)))
      .map((day) => ({ op: 'setCountyDay' as const, day })),
    ...countyDays
      .filter(({ date }) => !wanted.some((kept) => kept.date === date))
      .map(({ date }) => ({ op: 'removeCountyDay' as const, date })),
  ];
}

function byDate(year: CalendarContent['years'][number]) {
  return { ...year, days: year.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** Both came through the same schema, which puts keys in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

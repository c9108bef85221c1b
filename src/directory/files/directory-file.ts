import { z } from 'zod';
import { said } from '../../platform/wording/said.ts';
import { personIdText, seatRoleText, sectionSerialText, unitCodeText } from '../../vocabulary/codes.ts';

// No column holds U+0000 or half a character, and other control characters only disturb readers.
const UNPRINTABLE = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/** A text that people can read; it may be empty. */
export const prose = z
  .string()
  .trim()
  .refine((text) => !UNPRINTABLE.test(text), {
    error: said('含有控制字符，请删去', 'expected a text without control characters'),
  });

/** No unit is older than the republic, and whatever lies after the calendar is a slip of the keyboard. */
const withinTheCounty = [
  (date: string) => date >= '1949-10-01' && date < '2100',
  { error: said('应在 1949 至 2099 年之间', 'expected a year from 1949 to 2099') },
] as const;

/** A text that says something. */
export const word = prose.min(1, 'expected a text that is not empty');
export const day = z.iso.date('expected a date as YYYY-MM-DD').refine(...withinTheCounty);
/** A county day or an instant with its offset; a day means its first moment. */
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: said(
      '应为 2026-03-01 样式的日期，或带时区的时刻如 2026-03-01T09:00:00+08:00',
      'expected a date as YYYY-MM-DD, or an instant with offset as 2026-03-01T09:00:00+08:00',
    ),
  })
  .refine(...withinTheCounty);
/** Share of working time. */
export const share = z
  .number()
  .gt(0, 'expected a share above 0')
  .max(1, 'expected a share of at most 1 (full-time)');

const extraSeat = z.strictObject({
  role: seatRoleText,
  kind: z.enum(['supervisor', 'auditor', 'admin', 'dutyOfficer']),
  title: word,
  share: share.optional(),
});

/** A unit with its sections, as it stands in a file or is added by a change. */
export const unitEntrySchema = z.strictObject({
  code: unitCodeText,
  name: word,
  kind: z.enum(['town', 'township', 'subdistrict', 'organ', 'zone', 'taskForce']),
  aliases: z.array(word).default([]),
  formerNames: z.array(word).default([]),
  office: word,
  /** Name of the section that the digital office hangs on. */
  hostSection: word,
  /** Serial (kept for ever) to name. */
  sections: z.record(sectionSerialText, word),
  commissionerShare: share.default(1),
  extraSeats: z.array(extraSeat).default([]),
  duties: z.array(word).default([]),
  places: z.array(word).default([]),
  dutyText: word,
  from: day.optional(),
  until: day.optional(),
  successor: unitCodeText.optional(),
});

const person = z.strictObject({
  id: personIdText,
  name: word,
  qualifications: z.array(word).default([]),
  holds: z.array(word).default([]),
  from: moment.optional(),
  until: moment.optional(),
  absences: z.array(z.strictObject({ from: moment, until: moment, reason: word })).default([]),
});

/** `county.yaml`: what holds for all of it. */
export const countyFileSchema = z.strictObject({ county: word, since: day });
/** `units/*.yaml`. */
export const unitsFileSchema = z.strictObject({ units: z.array(unitEntrySchema) });
/** `people.yaml`. */
export const peopleFileSchema = z.strictObject({ people: z.array(person) });

export type CountyFile = z.infer<typeof countyFileSchema>;
export type UnitsFile = z.infer<typeof unitsFileSchema>;
export type PeopleFile = z.infer<typeof peopleFileSchema>;
export type UnitEntry = UnitsFile['units'][number];
export type PersonEntry = PeopleFile['people'][number];

import { z } from 'zod';
import { refersTo, type Title } from '../src/engine/definition/define.ts';
import { said } from '../src/platform/wording/said.ts';
import { seatIdText, sectionCodeText, unitCodeText } from '../src/vocabulary/codes.ts';

// PostgreSQL's jsonb takes neither U+0000 nor lone surrogates, and other control characters only disturb readers.
const UNPRINTABLE_IN_LINE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const UNPRINTABLE_IN_PROSE = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/*
 * What nobody sees: zero-width spaces and marks, marks and overrides of direction, byte order marks, soft hyphens, tags.
 * Texts come with them from other programs, so that they are taken out and not refused. A joiner stays: emoji need it.
 */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Something to see: fillers count as letters in Unicode, and show nothing. */
const VISIBLE = /(?![\u115F\u1160\u2800\u3164\uFFA0])[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of text of 1 to `most` characters, counted in code points as a reader counts 汉字. */
export function line(most: number) {
  return text(most, UNPRINTABLE_IN_LINE);
}

/** Text of 1 to `most` code points that may have several lines. */
export function prose(most: number) {
  return text(most, UNPRINTABLE_IN_PROSE);
}

function text(most: number, unprintable: RegExp) {
  return z
    .string()
    .overwrite((value) => value.replace(INVISIBLE, ''))
    .trim()
    .refine((value) => !unprintable.test(value), {
      error: said('含有不可显示的字符，请删去', 'Holds unprintable characters; remove them'),
    })
    .refine((value) => VISIBLE.test(value) && Array.from(value).length <= most, {
      error: said(`应为 1 至 ${most} 个字`, `Expected 1 to ${most} characters`),
    })
    .meta({ minLength: 1, maxLength: most });
}

/** Gives a field the names that forms show; `title` is JSON Schema's own word. */
export function titled<Field extends z.ZodType>(field: Field, zh: string, en: string): Field {
  return field.meta({ title: zh, 'x-title-en': en });
}

/** A choice among codes, with the words for each. */
export function choice<Codes extends Readonly<Record<string, string>>>(
  codes: z.ZodEnum<Codes>,
  words: Readonly<Record<string, Title>>,
): z.ZodEnum<Codes> {
  return codes.meta({ 'x-titles': words });
}

const day = z.iso.date().refine((date) => date >= '2000-01-01' && date <= '2099-12-31', {
  error: said('应在 2000 至 2099 年之间', 'Expected a year from 2000 to 2099'),
});

/** A calendar day, e.g. `2026-12-31`; what comes in at the door must lie ahead. */
export const isoDate = refersTo(day, { kind: 'day', mayRepeat: true });

/** A day as offices open on which something is looked at; while they are closed, as they open next. */
export const openingDate = refersTo(day, { kind: 'day', within: 'opening', mayRepeat: true });

/** An instant in UTC, e.g. `2026-12-31T09:30:00.000Z`. */
export const instant = z.iso.datetime();

/** A budget of working days from dispatch, or the day itself. */
export const limit = refersTo(
  z.union(
    [
      z.strictObject({ workingDays: titled(z.int().min(1).max(1000), '工作日数', 'Working days') }),
      z.strictObject({ date: titled(isoDate, '完成日期', 'Date') }),
    ],
    {
      error: said(
        '应给出 workingDays（工作日数）或 date（完成日期）之一',
        'Expected either workingDays or date',
      ),
    },
  ),
  { kind: 'limit', mayRepeat: true },
);

/**
 * Which default a limit was taken from that nobody wrote, and why in words. The door fills it in with the limit, from what
 * the county has set for tasks of the kind; nobody sends it.
 */
export const limitBy = titled(
  z.strictObject({ rule: z.string().max(100), sentence: z.object({ zh: z.string(), en: z.string() }) }),
  '所取默认时限（系统填写）',
  'Default that the limit was taken from (filled in by the system)',
).meta({ readOnly: true });

/** Why a date that has passed is meant all the same; beside it the data may name such dates. */
export const acceptPastDate = titled(prose(500), '登记已过期限的理由', 'Why a past date is registered');

/** Code of a living unit, e.g. `330523-O40`. */
export const unitCode = refersTo(unitCodeText, { kind: 'unit' });

/** Code of a section of the task's own unit: the unit's code and a serial, e.g. `330523-O40-S1`. */
export const sectionCode = refersTo(sectionCodeText, { kind: 'section', within: 'ownUnit' });

/** How far the work has come. */
export const percent = titled(z.int().min(0).max(100), '完成比例（%）', 'Per cent done');

/** Id of a seat: the code of a unit or section and the role, e.g. `330523-O40/A`. */
export const seatId = refersTo(seatIdText, { kind: 'seat' });

/** Id of a seat whose holder is an officer of the task force, e.g. `330523-TF/B`. */
export const officerSeat = refersTo(seatIdText, { kind: 'seat', within: 'officers' });

/** Id of another task; what it is to this one has to be said where events name it. */
export const taskId = z.uuid();

/** Both languages of one sentence. */
export const sentence = z.object({ zh: z.string(), en: z.string() });

/** Milliseconds from an event to an ISO instant, as delay of a timer; what is past fires at once. */
export function msUntil(due: string, event: object): number {
  // The first event of a machine is XState's own and carries the envelope in its input.
  const { at, input } = event as { at?: string; input?: { at: string } };
  return Math.max(0, Date.parse(due) - Date.parse(at ?? input?.at ?? ''));
}

/** Whether no two entries have the same id; neither width, case nor blanks make another one. */
export function haveOwnIds(all: readonly { readonly id: string }[]): boolean {
  return (
    new Set(all.map(({ id }) => id.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase())).size ===
    all.length
  );
}

import { z } from 'zod';
import type { Calendar } from './calendar.ts';
import { dayIndexOf, openingMs } from './day-index.ts';
import { yellowFrom } from './light.ts';
import { dayOfMs, instantOfMs, msOfInstant } from './shanghai-time.ts';
import { dayAfterWorkingDays } from './working-days.ts';

const BilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).readonly();

const RungSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'expected a code in camelCase'),
    title: BilingualSchema,
    /** 提醒, or the colour of the 督办单. */
    notice: z.enum(['reminder', 'blue', 'yellow', 'red']),
    /** When it fires, as offices open: −3 is three working days before the due day, 1 the working day after it. */
    workingDaysAfterDue: z.int().min(-250).max(250),
    tell: z
      .array(z.enum(['commissioner', 'sectionStaff', 'unitLeader', 'supervisor', 'taskForce']))
      .min(1)
      .readonly(),
    /** What those told may do now, in their words. */
    mayDo: BilingualSchema,
  })
  .readonly();

/** A supervision ladder: what happens to a task, and who hears of it, if nothing else happens. */
export const LadderSchema = z
  .strictObject({ name: z.string().min(1), rungs: z.array(RungSchema).min(1).readonly() })
  .superRefine(({ rungs }, context) => {
    const refuse = (index: number, key: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['rungs', index, key], message });
    for (const [index, rung] of rungs.entries()) {
      if (rungs.findIndex(({ code }) => code === rung.code) < index) {
        refuse(index, 'code', 'expected each code once');
      }
      const before = rungs[index - 1]?.workingDaysAfterDue ?? -Infinity;
      if (rung.workingDaysAfterDue < before) {
        refuse(index, 'workingDaysAfterDue', `expected the rungs in order of time, so at least ${before}`);
      }
    }
  })
  .readonly();

type Rung = z.infer<typeof RungSchema>;
export type Ladder = z.infer<typeof LadderSchema>;

/** A rung of one due date. */
export interface ArmedRung {
  readonly rung: Rung;
  /** ISO instant from which it is to fire. */
  readonly at: string;
  /** Rung and due date: it fires once per key, and a due date that moved arms it anew. */
  readonly key: string;
}

/** Where a task stands on its ladder. */
export interface LadderTerms {
  readonly dueAt: string;
  readonly now: string;
  /** Keys of the rungs that fired already. */
  readonly firedRungs: readonly string[];
  /** True while the clock is legally stopped: the ladder is silent. */
  readonly suspended: boolean;
}

/** Every rung of a ladder with the instant it fires for one due date, in order. */
export function ladderRungs(calendar: Calendar, ladder: Ladder, dueAt: string): ArmedRung[] {
  const index = dayIndexOf(calendar);
  const due = msOfInstant(dueAt, 'dueAt');
  return ladder.rungs.map((rung) => {
    const days = rung.workingDaysAfterDue;
    const at =
      days <= 0
        ? yellowFrom(calendar, dueAt, -days)
        : instantOfMs(openingMs(index, dayAfterWorkingDays(index, dayOfMs(due), days)));
    return { rung, at, key: `${rung.code}@${instantOfMs(due)}` };
  });
}

/** The rungs to fire now: due, not fired for this due date, and reminders only while there is time left. */
export function rungsDue(calendar: Calendar, ladder: Ladder, terms: LadderTerms): ArmedRung[] {
  const now = msOfInstant(terms.now, 'now');
  return rungsLeft(calendar, ladder, terms).filter(({ at }) => msOfInstant(at) <= now);
}

/** When the ladder next has something to say, which may be in the past; null when silent or at its end. */
export function nextRungAt(calendar: Calendar, ladder: Ladder, terms: LadderTerms): string | null {
  return rungsLeft(calendar, ladder, terms)[0]?.at ?? null;
}

function rungsLeft(calendar: Calendar, ladder: Ladder, terms: LadderTerms): ArmedRung[] {
  if (terms.suspended) return [];
  const late = msOfInstant(terms.dueAt, 'dueAt') < msOfInstant(terms.now, 'now');
  return ladderRungs(calendar, ladder, terms.dueAt).filter(
    // What is overdue already needs no word that it will be due soon.
    ({ rung, key }) => !terms.firedRungs.includes(key) && !(late && rung.workingDaysAfterDue <= 0),
  );
}

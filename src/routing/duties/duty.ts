import { z } from 'zod';

/** One thing a unit answers for: what is acted on, in which field, and by which kinds of act (none named: by any). */
export interface Duty {
  /** The unit as the file writes it: name or alias. */
  readonly unit: string;
  readonly field: string;
  readonly objects: readonly string[];
  readonly acts: readonly string[];
}

const ACTS = '：';
const BETWEEN = '、';

const line = z
  .string()
  .min(2)
  .regex(/^[^：]+(：[^：]+)?$/u, '应为“对象、对象：行为、行为”');
const fieldsSchema = z.record(z.string().min(1), z.array(line).min(1).readonly());

/** A file of duties: units, their fields, and in each field one line per duty, as clerks write them. */
export const dutyFileSchema = z.strictObject({
  /** Where the duties come from, and who is to check them. */
  source: z.string().min(1),
  units: z
    .array(z.strictObject({ unit: z.string().min(1), fields: fieldsSchema }))
    .min(1)
    .readonly(),
});

/** Reads one line of a duty: objects, then the acts after a colon. */
export function readDuty(unit: string, field: string, written: string): Duty {
  const [objects = '', acts = ''] = written.split(ACTS);
  return { unit, field, objects: listed(objects), acts: listed(acts) };
}

/** A duty as a clerk would write it. */
export function dutyText({ field, objects, acts }: Pick<Duty, 'field' | 'objects' | 'acts'>): string {
  const shown = objects.length > SHOWN ? `${objects.slice(0, SHOWN).join(BETWEEN)}等` : objects.join(BETWEEN);
  return `${field}：${shown}${acts.length === 0 ? '' : `（${acts.join(BETWEEN)}）`}`;
}

const SHOWN = 6;

function listed(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const said = z.array(z.string().min(1)).min(1).readonly();

/** The vocabularies that duties and boundaries share: kinds of act and groups of people, with the words that say them. */
export const dutyWordsSchema = z.strictObject({
  acts: z.record(z.string().min(1), said),
  people: z.record(z.string().min(1), said),
  /** Words that stand in the duties of one unit and in the tasks of all: they count little. */
  faint: said,
});
export type DutyWords = z.infer<typeof dutyWordsSchema>;

import type { z } from 'zod';
import { mayHoldLists, type NamedValue, namedValuesIn } from '../../engine/definition/references.ts';
import { pointerOf } from '../../platform/wording/problem-parts.ts';
import { type EntryNote, type EntryTerms, type Finding, refused, warned } from './note.ts';
import { repeatsIn } from './repeats.ts';
import { countyResolvers, resolveOwn } from './resolvers.ts';

const NONE: readonly EntryNote[] = [];

type Place = readonly (string | number)[];

/** A value with what it names. */
interface Identified extends Pick<NamedValue, 'reference' | 'value' | 'path'> {
  readonly identity: string;
}

/**
 * What is wrong with checked data, and what is worth a second look: whatever its schema says that it names is looked up,
 * and no list may hold the same twice. Pure but for the facts of `termsOf`, which are
 * only asked for where something is named: most events name nothing.
 */
export function notesOn(schema: z.ZodType, data: unknown, termsOf: () => EntryTerms): readonly EntryNote[] {
  const named = namedValuesIn(schema, data);
  const repeats = mayHoldLists(schema) ? repeatsIn(data, []) : NONE;
  if (named.length === 0) return repeats;
  const terms = termsOf();
  const notes: EntryNote[] = [];
  const identified: Identified[] = [];
  for (const { reference, value, path } of named) {
    const resolver = countyResolvers[reference.kind] ?? resolveOwn;
    const { findings, identity = String(value) } = resolver(value, reference, terms);
    identified.push({ reference, value, path, identity });
    for (const finding of findings) notes.push(noteOf(confirmed(finding, data), value, path));
  }
  for (const one of leadsAsWell(identified, terms)) notes.push(one);
  const twice = identified.length > 1 ? namedTwice(identified) : NONE;
  return notes.length + twice.length + repeats.length === 0 ? NONE : [...notes, ...twice, ...repeats];
}

/** A sender who says why a past date is meant has been asked already. */
function confirmed(finding: Finding, data: unknown): Finding {
  const reason = (data as { readonly acceptPastDate?: unknown } | null)?.acceptPastDate;
  return finding.code === 'day-past' && typeof reason === 'string'
    ? { ...finding, verdict: 'warned' }
    : finding;
}

/** Co-organising units that are the lead unit itself, as it is written beside them or has the task. */
function leadsAsWell(identified: readonly Identified[], { task }: EntryTerms): readonly EntryNote[] {
  const units = identified.filter(({ reference }) => reference.kind === 'unitName');
  const lead = units.find(({ reference }) => reference.within === 'lead')?.identity ?? task?.unit;
  return units.flatMap(({ reference, identity, value, path }) => {
    if (reference.within === 'lead' || identity !== lead) return [];
    const message = {
      zh: `配合单位“${String(value)}”就是牵头单位，不必另写`,
      en: `The co-organising unit "${String(value)}" is the lead unit itself; it need not be written`,
    };
    return [noteOf(warned('co-unit-leads', message), value, path)];
  });
}

/** Entries of one list that name the same thing, by whatever name. */
function namedTwice(identified: readonly Identified[]): readonly EntryNote[] {
  const first = new Map<string, Identified>();
  return identified.flatMap((one) => {
    const { reference, path, identity, value } = one;
    const list = path.findLastIndex((key) => typeof key === 'number');
    if (reference.mayRepeat || list < 0) return [];
    const key = JSON.stringify([path.slice(0, list), path.slice(list + 1), reference.kind, identity]);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, one);
      return [];
    }
    const message = {
      zh: `“${String(value)}”重复，与第 ${Number(earlier.path[list]) + 1} 项相同`,
      en: `"${String(value)}" comes twice: it is the same as entry ${Number(earlier.path[list]) + 1}`,
    };
    return [noteOf(refused('repeated', message), value, path)];
  });
}

function noteOf(
  { verdict, code, message, nearest = [], at = '' }: Finding,
  value: unknown,
  path: Place,
): EntryNote {
  return { verdict, code, message, nearest, value, pointer: `${pointerOf(path)}${at}` };
}

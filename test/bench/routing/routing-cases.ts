import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findUnit } from '../../../src/directory/resolve/find-unit.ts';
import type { Matter } from '../../../src/routing/matter.ts';
import type { Accepted } from './routing-accepted.ts';
import { NOW, type ShippedCounty } from './routing-county.ts';

/** The two kinds of samples: reform tasks with their lead unit, and citizens' messages with their class. */
export type CaseKind = 'tasks' | 'messages';

/** A text whose answer is known. */
export interface Case {
  readonly id: string;
  readonly matter: Matter;
  /** What the answer is called in tables: the lead unit, or the class of the message. */
  readonly label: string;
  /** Codes of the units whose answer is right. */
  readonly right: ReadonlySet<string>;
  /** Several units plausibly lead it: a person has to decide. */
  readonly open: boolean;
  /** Codes of the units that helped, where the sample says so. */
  readonly coUnits: readonly string[];
}

const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  goal: z.string().optional(),
  leadUnit: z.string(),
  alsoPlausible: z.array(z.string()).default([]),
  coUnits: z.array(z.string()).default([]),
});

const messageSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string(),
  body: z.string(),
  category: z.string(),
});

/** Reads a sample of either kind from JSON lines; throws an error that names the line and what was expected. */
export function readCases(
  path: string,
  county: ShippedCounty,
  accepted: Accepted,
): { readonly kind: CaseKind; readonly cases: Case[] } {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/u, '')
    .split('\n')
    .map((line, at) => ({ line, at: at + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const rows = lines.map(({ line, at }) => ({ row: asJson(line), at }));
  const kind: CaseKind = taskSchema.safeParse(rows[0]?.row).success ? 'tasks' : 'messages';
  const cases = rows.map(({ row, at }) => {
    const found = kind === 'tasks' ? taskCase(row, county) : messageCase(row, at, accepted);
    if (typeof found === 'string') throw new Error(`${path}:${at}: ${found}`);
    return found;
  });
  if (cases.length === 0) throw new Error(`${path}: has no lines, expected one JSON object a line`);
  return { kind, cases };
}

function taskCase(row: unknown, { directory }: ShippedCounty): Case | string {
  const parsed = taskSchema.safeParse(row);
  if (!parsed.success) return 'expected a JSON object with id, title and leadUnit as texts';
  const { id, title, goal, leadUnit, alsoPlausible, coUnits } = parsed.data;
  const codeOf = (name: string) => {
    const found = findUnit(directory, name, NOW);
    return found?.kind === 'unit' ? found.unit.code : undefined;
  };
  const lead = codeOf(leadUnit);
  if (lead === undefined) return `leadUnit "${leadUnit}" is no unit of the directory`;
  return {
    id,
    matter: { title, ...(goal === undefined ? {} : { goal }) },
    label: leadUnit,
    right: new Set([lead, ...alsoPlausible.map(codeOf).filter((code) => code !== undefined)]),
    open: alsoPlausible.length > 0,
    coUnits: coUnits.map(codeOf).filter((code) => code !== undefined),
  };
}

function messageCase(row: unknown, at: number, accepted: Accepted): Case | string {
  const parsed = messageSchema.safeParse(row);
  if (!parsed.success) return 'expected a JSON object with title, body and category as texts';
  const { id, title, body, category } = parsed.data;
  const right = accepted.get(category) ?? new Set<string>();
  return {
    id: String(id ?? at),
    matter: { title, goal: body },
    label: category,
    right,
    open: false,
    coUnits: [],
  };
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return error;
  }
}

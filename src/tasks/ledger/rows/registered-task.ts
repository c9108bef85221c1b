import { z } from 'zod';
import type { Directory } from '../../../directory/directory.ts';
import { findUnit } from '../../../directory/resolve/find-unit.ts';
import { foldName } from '../../../sheet/fold.ts';
import type { RegisteredRow } from '../../store/lists/select-registered.ts';
import type { Limit } from '../cells/read-limit.ts';

const limit = z.union([z.object({ workingDays: z.number() }), z.object({ date: z.string() })]);

const contextOf = z.object({
  matter: z.object({
    title: z.string().default(''),
    goal: z.string().optional(),
    leadUnit: z.string().optional(),
    coUnits: z.array(z.string()).default([]),
    category: z.string().optional(),
    region: z.string().optional(),
    keywords: z.array(z.string()).default([]),
    limit: limit.optional(),
    limitBy: z.object({ rule: z.string() }).optional(),
    urgency: z.enum(['normal', 'urgent']).default('normal'),
    source: z.string().optional(),
  }),
  criteria: z.array(z.object({ id: z.string(), text: z.string() })).default([]),
  corrections: z.array(z.unknown()).default([]),
});

/** A task that was registered before, as a row of a ledger is held against it. */
export interface RegisteredTask {
  readonly id: string;
  readonly number: string;
  readonly isOpen: boolean;
  readonly unit: string | null;
  /** ISO instants; null where the clock stands still or has ended. */
  readonly createdAt: string;
  readonly dueAt: string | null;
  /** How often its registration was corrected. */
  readonly corrections: number;
  readonly matter: RegisteredMatter;
}

export type RegisteredMatter = z.output<typeof contextOf>['matter'] & {
  readonly criteria: readonly { readonly id: string; readonly text: string }[];
  readonly limit?: Limit | undefined;
};

/** The matter of a task as it was registered; undefined where the context is that of something else. */
export function registeredMatterOf(context: unknown): RegisteredMatter | undefined {
  const parsed = contextOf.safeParse(context).data;
  return parsed && { ...parsed.matter, criteria: parsed.criteria };
}

/** A row of the database as a registered task; undefined where its context is that of something else. */
export function registeredTaskOf(row: RegisteredRow): RegisteredTask | undefined {
  const matter = registeredMatterOf(row.context);
  if (matter === undefined) return undefined;
  return {
    id: row.id,
    number: row.number,
    isOpen: row.closed_at === null,
    unit: row.unit,
    createdAt: row.created_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    corrections: contextOf.parse(row.context).corrections.length,
    matter,
  };
}

/** What stands for a unit however it is written: its code, or the name itself where the directory has none. */
export function unitIdentity(
  written: string | undefined,
  directory: Directory,
  now: string,
): string | undefined {
  if (written === undefined || written === '') return undefined;
  const found = findUnit(directory, written, now);
  return found?.kind === 'unit' ? found.unit.code : foldName(written);
}

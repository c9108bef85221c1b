import { z } from 'zod';
import { instant, limit } from '../../fields.ts';

/** Why a due date is what it is. */
const cause = z.enum([
  'dispatched',
  'ruled',
  'upheld',
  'extended',
  'resumed',
  'reviewed',
  'calendar',
  'corrected',
]);

/** What a due date was counted from, how it moved and why. */
export const deadline = z.strictObject({
  /** Under which the due date is counted now: as registered, or the date of the last extension. */
  limit,
  /** From where it counts; null for tasks of the first version, which did not keep it. */
  from: instant.nullable(),
  /** The due date as first set for this unit. */
  original: instant,
  /** Working minutes credited since the limit began to count: parked, or waiting for a ruling. */
  suspendedMinutes: z.int(),
  extensions: z.array(
    z.strictObject({ at: instant, dueAt: instant, workingDays: z.int(), reason: z.string() }),
  ),
  history: z.array(z.strictObject({ at: instant, dueAt: instant, cause, provisional: z.boolean() })),
});

type Deadline = z.output<typeof deadline>;

interface Moved {
  readonly at: string;
  readonly dueAt: string;
  readonly cause: z.output<typeof cause>;
  readonly provisional: boolean;
}

/** The deadline of a binding dispatch: the budget begins anew. */
export function begun(moved: Moved, counted: Deadline['limit'], before: Deadline | null): Deadline {
  return {
    limit: counted,
    from: moved.at,
    original: moved.dueAt,
    suspendedMinutes: 0,
    extensions: [],
    history: [...(before?.history ?? []), moved],
  };
}

/** The deadline after it moved for a reason that leaves the budget as it was. */
export function shifted(
  before: Deadline,
  moved: Moved,
  suspendedMinutes = before.suspendedMinutes,
): Deadline {
  return { ...before, suspendedMinutes, history: [...before.history, moved] };
}

/** The deadline after an extension: the new date counts from now on, what was credited before is in it. */
export function extended(
  before: Deadline,
  moved: Moved,
  granted: { readonly until: string; readonly workingDays: number; readonly reason: string },
): Deadline {
  const { until, workingDays, reason } = granted;
  const extension = { at: moved.at, dueAt: moved.dueAt, workingDays, reason };
  return {
    ...shifted(before, moved, 0),
    limit: { date: until },
    extensions: [...before.extensions, extension],
  };
}

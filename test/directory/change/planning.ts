import type { Operation } from '../../../src/directory/change/change.ts';
import { directoryChangeSchema } from '../../../src/directory/change/change.ts';
import {
  type ChangePlan,
  type PlanTerms,
  planDirectoryChange,
} from '../../../src/directory/change/plan-change.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { plainOfficeHours } from '../plain-office-hours.ts';
import { smallCounty } from '../small-county.ts';

/** Sunday morning, county time. */
export const now = '2026-11-22T01:00:00.000Z';

/** Monday to Friday, 08:30 to 17:30. */
export const week = plainOfficeHours((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));

/** Plans operations on the small county, as they would come in over HTTP. */
export function plan(
  operations: readonly object[],
  {
    on = smallCounty(),
    acceptGaps,
    ...terms
  }: Partial<PlanTerms> & { on?: Directory; acceptGaps?: string } = {},
): ChangePlan {
  const change = directoryChangeSchema.parse({
    reason: '测试',
    operations,
    ...(acceptGaps && { acceptGaps }),
  });
  return planDirectoryChange(on, change, { at: now, calendar: week, ...terms });
}

/** The codes of what stands against operations. */
export function refusals(...args: Parameters<typeof plan>): readonly string[] {
  return plan(...args).conflicts.map(({ code }) => code);
}

/** The directory after operations, which must not be refused. */
export function after(operations: readonly (Operation | object)[], on?: Directory): Directory {
  const { conflicts, after: changed } = plan(operations, { acceptGaps: '测试', ...(on && { on }) });
  if (conflicts.length > 0) throw new Error(JSON.stringify(conflicts));
  return changed;
}

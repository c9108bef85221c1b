import { ENGINE } from '../../src/engine/definition/define.ts';
import { type ReformTaskContext, registered } from '../../workflows/reform-task/context.ts';
import { input } from '../../workflows/reform-task/matter.ts';
import { matter as asRegistered } from '../workflows/moves/reform-task-moves.ts';

const ID = '0190f1c2-7a11-7000-8000-000000000001';
const AT = '2026-11-24T01:00:00.000Z';

/** What a reform task remembers that was registered and nothing else, changed as a test says. */
export function rememberedContext(more: Partial<ReformTaskContext> = {}): ReformTaskContext {
  const given = { taskId: ID, actor: ENGINE, at: AT, id: ID, input: input.parse(asRegistered) };
  return { ...registered(given), ...more };
}

/** A section's part in a reform task. */
export function partOf(
  status: ReformTaskContext['sections'][number]['status'],
  section = '330523-O1-S1',
): ReformTaskContext['sections'][number] {
  const child = '0190f1c2-7a11-7000-8000-000000000002';
  return { child, section, seat: `${section}/H`, status, revision: 0, report: null, waiver: null };
}

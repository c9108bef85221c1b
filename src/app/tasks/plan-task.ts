import { actorOf } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import type { PlannedTask } from '../../contract/planned-task.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { isoOf } from '../../platform/clock.ts';
import type { EntryJudge } from '../../tasks/entry/judge-entry.ts';
import { planMatter } from '../../tasks/entry/plan-matter.ts';
import { openTasksTitled } from '../../tasks/lists/same-titles.ts';
import type { Desk } from '../desk.ts';
import { readerOf, sourcesOf } from '../task-sources.ts';

/** What would become of a matter that a caller hands in now; writes nothing. */
export async function planTask(
  desk: Desk,
  definition: WorkflowDefinition,
  input: unknown,
  caller: Caller,
  judge: EntryJudge,
): Promise<Omit<PlannedTask, 'warnings'>> {
  const { county, clock } = desk;
  const plan = planMatter(definition, input, { county, actor: actorOf(caller), judge, now: isoOf(clock()) });
  const asked = { title: plan.title, workflow: definition.name };
  const duplicates = await openTasksTitled(sourcesOf(desk), readerOf(caller), asked);
  return { dryRun: true, workflow: definition.name, ...plan, duplicates };
}

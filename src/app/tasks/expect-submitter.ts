import type { Caller } from '../../access/caller.ts';
import { submittingRelationsOf } from '../../access/relations/relations.ts';
import { roles } from '../../access/role.ts';
import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import { relationNames } from '../../engine/definition/relation-names.ts';
import { Problem } from '../../platform/wording/problem.ts';

/** Throws `not-permitted` unless the caller may submit a task of the workflow. */
export function expectSubmitter(caller: Caller, definition: WorkflowDefinition): void {
  const { submittedBy } = definition;
  const relations: readonly string[] = submittingRelationsOf(caller);
  if (relations.some((relation) => submittedBy.includes(relation))) return;
  const who = relationNames(definition, submittedBy, { zh: '系统', en: 'the engine' });
  const you = relationNames(definition, relations, roles[caller.role]);
  throw new Problem(
    'not-permitted',
    {
      zh: `${definition.title.zh}可由${who.zh}提交；您是${you.zh}。`,
      en: `${definition.title.en} is handed in by: ${who.en}; you are: ${you.en}.`,
    },
    { permitted: submittedBy },
  );
}

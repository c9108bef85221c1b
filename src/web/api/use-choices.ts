import { useMemo } from 'preact/hooks';
import type { Choices } from '../forms/choices.ts';
import { told } from '../page.ts';
import { childrenOf } from '../screens/children.tsx';
import { matterOf } from '../screens/task.tsx';
import type { FullTask, TaskItem, UnitDetail, UnitItem } from './shapes.ts';
import { useResource } from './use-resource.ts';

/** What people may pick from in the forms of a task, or of a new one; undefined until it is read. */
export function useChoices(task: FullTask | undefined | null): Choices | undefined {
  const units = useResource<{ readonly items: readonly UnitItem[] }>('/api/v1/units');
  const children = useResource<{ readonly items: readonly TaskItem[] }>(
    task ? childrenOf(task.id) : undefined,
  );
  const own = task?.unit?.code;
  const unit = useResource<UnitDetail>(own === undefined ? undefined : `/api/v1/units/${own}`);
  return useMemo(() => {
    if (units.data === undefined && units.error === undefined) return undefined;
    if (task && children.data === undefined && children.error === undefined) return undefined;
    if (own !== undefined && unit.data === undefined && unit.error === undefined) return undefined;
    const known = units.data?.items ?? [];
    const sections = unit.data?.sections ?? [];
    return {
      unit: known.map(({ code, name }) => ({ value: code, text: name })),
      unitName: known.map(({ name }) => ({ value: name, text: name })),
      section: sections.map(({ code, name, head }) => {
        const who = head?.person?.name;
        return { value: code, text: who === undefined ? name : `${name} · ${who}` };
      }),
      ...(task && {
        criterion: matterOf(task).criteria.map(({ id, text }) => ({ value: id, text })),
        child: (children.data?.items ?? []).map(({ id, title, state }) => ({
          value: id,
          text: `${title} · ${told(state)}`,
        })),
      }),
    };
  }, [units.data, units.error, unit.data, unit.error, children.data, children.error, own, task]);
}

import type { Fault, Seen } from '../seen.ts';

/** Who names a parent has one, and no section is at work for a task that has ended. */
export function familyFaults({ stored, isWorkedOff }: Seen): readonly Fault[] {
  const tasks = new Map(stored.tasks.map((task) => [task.id, task]));
  return stored.tasks.flatMap(({ id, workflow, parent, closed }): Fault[] => {
    if (parent === null) return [];
    const of = tasks.get(parent);
    if (of === undefined)
      return [{ invariant: 'family', taskId: id, detail: `its parent ${parent} is not there` }];
    if (!isWorkedOff || !of.closed || closed) return [];
    return [
      { invariant: 'family', taskId: id, detail: `this ${workflow} is open, its parent is ${of.state}` },
    ];
  });
}

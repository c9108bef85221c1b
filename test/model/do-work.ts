import { hearSection, routeReform } from './reform-rules.ts';
import { applyToSection, spawned } from './section-rules.ts';
import { ENGINE, inOrderAsked, type ModelTask, record, type Work } from './task.ts';
import { takenBy, type World } from './world.ts';

/** Does what waits for a task, in the order in which it was asked for. */
export function doWork(world: World, task: ModelTask): void {
  const waiting = task.work.filter((work) => work.kind !== 'timer' || work.due).toSorted(inOrderAsked);
  for (const work of waiting) {
    // What was disarmed meanwhile has nothing left to do.
    if (!task.work.includes(work)) continue;
    task.work.splice(task.work.indexOf(work), 1);
    doOne(world, task, work);
  }
}

function doOne(world: World, task: ModelTask, work: Work): void {
  switch (work.kind) {
    case 'route':
      if (task.workflow === 'reform-task' && takenBy(task).includes('routed'))
        routeReform(task, work.unit, ENGINE);
      return;
    case 'spawn':
      if (task.workflow === 'reform-task') world.tasks.push(spawned(task, work.child, ENGINE));
      return;
    case 'limit':
      if (task.workflow === 'section-assignment' && takenBy(task).includes('limitResolved'))
        applyToSection(task, 'limitResolved', ENGINE);
      return;
    case 'signal':
      signal(world, work);
      return;
    case 'timer':
      task.lapses++;
      record(task, work.event, ENGINE);
  }
}

function signal({ tasks }: World, { to, event, child }: Extract<Work, { readonly kind: 'signal' }>): void {
  const target = tasks.find(({ id }) => id === to);
  if (target === undefined || !takenBy(target).includes(event)) return;
  if (target.workflow === 'reform-task') hearSection(target, event, child, ENGINE);
  else applyToSection(target, event, ENGINE);
}

import { answerReform, reformTimer, routeReform } from './rules/reform-answers.ts';
import { hearSection } from './rules/reform-rules.ts';
import { applyToSection, sectionDue, spawned } from './rules/section-rules.ts';
import { ENGINE, inOrderAsked, type ModelTask, record, type Work } from './task.ts';
import { takenBy, type World } from './world.ts';

/** Does what waits for a task, in the order in which it was asked for. */
export function doWork(world: World, task: ModelTask): void {
  const waiting = task.work.filter(isDue).toSorted(inOrderAsked);
  for (const work of waiting) {
    // What was disarmed meanwhile has nothing left to do.
    if (!task.work.includes(work)) continue;
    task.work.splice(task.work.indexOf(work), 1);
    doOne(world, task, work);
  }
  // What was asked for on the way is done as well.
  if (task.work.some(isDue)) doWork(world, task);
}

function isDue(work: Work): boolean {
  return work.kind !== 'timer' || work.due;
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
      if (
        task.workflow === 'section-assignment' &&
        takenBy(task).includes('limitResolved') &&
        task.redated === work.redated
      )
        applyToSection(task, 'limitResolved', ENGINE);
      return;
    case 'signal':
      signal(world, work);
      return;
    case 'ask':
      if (task.workflow === 'reform-task') answerReform(task, work, takenBy(task), ENGINE);
      else if (takenBy(task).includes('urgeCounted')) record(task, 'urgeCounted', ENGINE);
      return;
    case 'timer':
      if (task.workflow === 'reform-task') reformTimer(task, work.event, ENGINE);
      else sectionDue(task, work.event, ENGINE);
  }
}

function signal({ tasks }: World, { to, event, child }: Extract<Work, { readonly kind: 'signal' }>): void {
  const target = tasks.find(({ id }) => id === to);
  if (target === undefined || !takenBy(target).includes(event)) return;
  if (target.workflow === 'reform-task') hearSection(target, event, child, ENGINE);
  else applyToSection(target, event, ENGINE);
}

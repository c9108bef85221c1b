import { expectStored } from '../compare.ts';
import { doWork } from '../do-work.ts';
import type { World } from '../world.ts';
import { command, hasTasks, type ModelCommand, nth } from './command.ts';

/** Workers answer the doorbell of every task, perhaps twice at once; then everything stored is held against the model. */
export function workCommand(door: number, doubled: boolean): ModelCommand {
  return command('work', [door, doubled], {
    check: hasTasks,
    async run(world, real) {
      // By index: tasks that are spawned on the way come last.
      for (let n = 0; n < world.tasks.length; n++) {
        const task = nth(world.tasks, n);
        if (task.work.length === 0) continue;
        await real.work(task.id, doubled ? [0, 1] : [door]);
        doWork(world, task);
      }
      await expectStored(real, world);
    },
  });
}

/** The time of a timer has come, though nobody has looked yet. */
export function timerCommand(what: number): ModelCommand {
  return command('timer', [what], {
    check: (world) => timersOf(world).length > 0,
    async run(world, real) {
      const { task, timer } = nth(timersOf(world), what);
      timer.due = true;
      await real.makeDue(task.id, timer.event);
    },
  });
}

function timersOf({ tasks }: World) {
  return tasks.flatMap((task) =>
    task.work.flatMap((work) => (work.kind === 'timer' && !work.due ? [{ task, timer: work }] : [])),
  );
}

/** An engine begins anew, with nothing in its memory. */
export function restartCommand(door: number): ModelCommand {
  return command('restart', [door], {
    run(_world, real) {
      real.restart(door);
      return Promise.resolve();
    },
  });
}

import { type Step, step } from './step.ts';

/** Minutes to weeks pass, with workers about or without. */
export function pass(minutes: number, workersAreThere: boolean): Step {
  return step('pass', [minutes, workersAreThere], async (world) => {
    await world.pass(minutes * 60_000, workersAreThere);
    return { is: 'done', what: workersAreThere ? 'time passes' : 'time passes unattended' };
  });
}

/** The engine begins anew, with nothing in its memory. */
export function restart(): Step {
  return step('restart', [], (world) => {
    world.restart();
    return Promise.resolve({ is: 'done', what: 'restart' });
  });
}

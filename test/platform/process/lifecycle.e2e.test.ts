import { afterEach, describe, expect, it } from '@jest/globals';
import { type Program, startScript } from '../../support/program.ts';

/** Registers three steps; the middle one does what the argument says. */
const PROCESS = `
const { createLifecycle, stopOnSignals } = await import(dist + 'src/platform/process/lifecycle.js');
const { createLog } = await import(dist + 'src/platform/process/log.js');
const lifecycle = createLifecycle(createLog({ level: 'info', role: 'test', pretty: false }));
const say = (text) => () => console.log(text);
lifecycle.onStop('database', say('database closed'));
lifecycle.onStop('worker', {
  well: say('worker drained'),
  fails: () => { throw new Error('worker is stuck'); },
  hangs: () => new Promise(() => console.log('worker hangs')),
}[process.argv[1]]);
lifecycle.onStop('door', say('door closed'));
stopOnSignals(lifecycle);
setInterval(() => {}, 1000);
console.log('up');
`;

describe('a process that is told to stop', () => {
  let running: Program | undefined;
  afterEach(async () => running?.dispose());

  async function start(worker: 'well' | 'fails' | 'hangs'): Promise<Program> {
    running = startScript(PROCESS, { args: [worker] });
    await running.said(/^up$/m);
    return running;
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'puts everything away in order on %s and ends well',
    async (signal) => {
      const program = await start('well');
      program.signal(signal);
      expect(await program.ended).toEqual({ code: 0, signal: null });
      expect(program.output()).toMatch(/door closed[^]*worker drained[^]*database closed/);
    },
  );

  it('says what failed, does the rest, and ends with 1', async () => {
    const program = await start('fails');
    program.signal('SIGTERM');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toContain('worker is stuck');
    expect(program.output()).toContain('database closed');
  });

  it('ends at once on the second signal', async () => {
    const program = await start('hangs');
    program.signal('SIGINT');
    await program.said(/worker hangs/);
    program.signal('SIGINT');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).not.toContain('database closed');
  });
});

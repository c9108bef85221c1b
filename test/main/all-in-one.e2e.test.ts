import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Program, startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

describe('onedoor in one process, on its own database', () => {
  let dataDir = '';
  let running: Program | undefined;
  beforeEach(async () => {
    dataDir = await scratchFolder();
  });
  afterEach(async () => {
    await running?.dispose();
    await removeScratch(dataDir);
  });

  async function start(): Promise<{ program: Program; url: string }> {
    running = startProgram('src/main/all-in-one', { env: { ONEDOOR_DATA_DIR: dataDir, PORT: '0' } });
    const [, url = ''] = await running.said(/(http:\/\/127\.0\.0\.1:\d+)\/docs/);
    return { program: running, url };
  }

  it('is alive, and stops on Ctrl-C with everything put away in the time there is', async () => {
    const { program, url } = await start();
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    program.signalGroup('SIGINT');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output()).toMatch(/"failed":\[\],"msg":"Stopped\."/);
  });

  it('starts again on the same data after kill -9, with nothing to migrate or seed', async () => {
    const first = await start();
    expect(first.program.output()).toContain('Applied migration');
    first.program.signal('SIGKILL');
    await first.program.ended;
    const second = await start();
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect(second.program.output()).not.toMatch(/Applied migration|Seeded/);
  });
});

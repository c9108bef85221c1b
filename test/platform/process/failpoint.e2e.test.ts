import { describe, expect, it } from '@jest/globals';
import { startScript } from '../../support/program.ts';

/** Passes the point three times. */
const VISITOR = `
const { failpoint } = await import(dist + 'src/platform/failpoint.js');
setInterval(() => {}, 1000);
for (const visit of [1, 2, 3]) {
  console.log('visit ' + visit);
  try {
    await failpoint('R3-doorbell-rung');
  } catch (error) {
    console.log('caught ' + error.message);
  }
}
console.log('through');
process.exit(0);
`;

function visit(plan?: string) {
  return startScript(VISITOR, plan === undefined ? {} : { env: { FAILPOINT: plan } });
}

describe('a failpoint in a real process', () => {
  it('lets everything pass without the variable, or with another point in it', async () => {
    for (const program of [visit(), visit('C1:kill')]) {
      expect(await program.ended).toEqual({ code: 0, signal: null });
      expect(program.output()).toContain('through');
    }
  });

  it('kills at the visit that was asked for', async () => {
    const program = visit('R3:kill:2');
    expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(program.output()).toContain('visit 2');
    expect(program.output()).toContain('FAILPOINT R3-doorbell-rung: kill');
    expect(program.output()).not.toContain('visit 3');
  });

  it('kills a moment later where a delay is given', async () => {
    const program = visit('R3:kill:1:1');
    expect((await program.ended).signal ?? 'through').toMatch(/SIGKILL|through/);
    expect(program.output()).toContain('visit 2');
  });

  it('throws once, and passes after that', async () => {
    const program = visit('R3-doorbell-rung:throw');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output().match(/caught failpoint R3-doorbell-rung/g)).toHaveLength(1);
    expect(program.output()).toContain('through');
  });

  it('pauses there until the test ends it', async () => {
    const program = visit('R3:pause');
    await program.said(/: pause/);
    expect(program.output()).not.toContain('visit 2');
    await program.dispose();
  });

  it('refuses to start with a plan that means nothing', async () => {
    const program = visit('R9:kill');
    expect((await program.ended).code).toBe(1);
    expect(program.output()).toContain('no point "R9"');
  });
});

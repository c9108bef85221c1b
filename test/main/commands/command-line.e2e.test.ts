import { describe, expect, it } from '@jest/globals';
import { commands } from '../../../src/main/commands/commands.ts';
import { startProgram } from '../../support/program.ts';

async function run(program: string, ...args: string[]) {
  const started = startProgram(program, { args, env: {} });
  const { code } = await started.ended;
  return { code, output: started.output() };
}

const PROGRAMS = [
  'src/main/all-in-one',
  'src/main/api',
  'src/main/worker',
  'src/main/migrate',
  'src/main/demo',
  'src/main/proof',
  'test/bench/lifecycle',
  'test/bench/routing',
  'test/chaos/run-chaos',
  'test/any-day/run-any-day',
];

describe('a program that is called wrongly', () => {
  it.each(PROGRAMS)(
    '%s says what it does not know and how it is called, and does nothing',
    async (program) => {
      const { code, output } = await run(program, '--bogus');
      expect(code).toBe(2);
      expect(output).toMatch(/^[^\n]*: Unknown option '--bogus'\n[^\n]+\n[^\n]+ \/ [^\n]+\n/);
      expect(output).not.toContain('    at ');
    },
  );

  it('onedoor names a command that there is not, and lists those there are', async () => {
    const { code, output } = await run('src/main/cli', 'docotr');
    expect(code).toBe(2);
    expect(output).toContain('no command "docotr"');
    for (const name of Object.keys(commands)) expect(output).toContain(`onedoor ${name} `);
  });

  it('onedoor refuses an option that the command does not take', async () => {
    const { code, output } = await run('src/main/cli', 'doctor', '--days', '3');
    expect(code).toBe(2);
    expect(output).toContain("onedoor doctor: Unknown option '--days'");
  });
});

describe('a program that is asked how it is called', () => {
  it('tells and does nothing else', async () => {
    const { code, output } = await run('src/main/proof', '--help');
    expect(code).toBe(0);
    expect(output).toMatch(/^npm run proof -- \[--json\]/);
  });

  it('onedoor help tells of a command what it takes', async () => {
    const { code, output } = await run('src/main/cli', 'help', 'routing', 'what-if');
    expect(code).toBe(0);
    expect(output).toContain('onedoor routing what-if [--json] [--rules FILE]');
    expect((await run('src/main/cli', 'routing', 'what-if', '--help')).output).toBe(output);
  });
});

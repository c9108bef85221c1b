import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarRegister } from '../../../src/calendar/store/calendar-register.ts';
import { type CommandStage, openCommandStage } from './command-stage.ts';

let stage: CommandStage;

beforeAll(async () => {
  stage = await openCommandStage();
});
afterAll(() => stage.close());

const version = async () => (await calendarRegister.read(stage.pool))?.version;

describe('onedoor calendar', () => {
  it('preview says what a year would do and changes nothing; apply puts it in force', async () => {
    const path = await stage.file(
      '2099.yaml',
      `year: 2099
notice: { number: 国办发明电〔2098〕9号, published: 2098-11-05 }
confirmed: true
days:
  - { date: 2099-01-01, kind: holiday, name: 元旦 }
`,
    );
    const preview = await stage.onedoor('calendar', 'preview', '--file', path);
    expect(preview).toMatchObject({
      code: 0,
      output: expect.stringContaining('国办发明电〔2098〕9号: 1 operation(s)\n0 open deadline(s)'),
    });
    expect(await version()).toBe(1);
    const applied = await stage.onedoor('calendar', 'apply', '--file', path, '--json');
    expect(JSON.parse(applied.output)).toMatchObject({ made: true, version: 2 });
    expect(await calendarRegister.read(stage.pool)).toMatchObject({
      version: 2,
      by: expect.stringMatching(/^command:/),
    });
    expect((await stage.onedoor('calendar', 'apply', '--file', path)).output).toContain('nothing to change');
  });

  it('export prints what apply takes back', async () => {
    const exported = await stage.onedoor('calendar', 'export');
    const path = await stage.file('exported.yaml', exported.output);
    expect((await stage.onedoor('calendar', 'preview', path)).output).toContain('nothing to change');
  });

  it('apply with a conflict names it, ends with 1 and changes nothing', async () => {
    const text = 'reason: 补记\noperations:\n  - { op: removeCountyDay, date: 2099-12-11 }\n';
    const applied = await stage.onedoor('calendar', 'apply', '--file', await stage.file('bad.yaml', text));
    expect(applied).toMatchObject({ code: 1, output: expect.stringContaining('✗ operations[0]') });
    expect(await version()).toBe(2);
  });

  it('tells file and line of what it cannot read', async () => {
    const text = 'year: 2028\nconfirmed: true\ndays:\n  - { date: 2029-01-01, kind: holiday, name: 元旦 }\n';
    const preview = await stage.onedoor('calendar', 'preview', '--file', await stage.file('2028.yaml', text));
    expect(preview).toMatchObject({ code: 1, output: expect.stringContaining('2028.yaml:4: days[0].date') });
  });
});

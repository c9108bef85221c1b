import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seatLedger } from '../../../src/directory/resolve/seat-ledger.ts';
import { readDirectory } from '../../../src/directory/store/read-directory.ts';
import { type CommandStage, openCommandStage } from './command-stage.ts';

let stage: CommandStage;

beforeAll(async () => {
  stage = await openCommandStage();
});
afterAll(() => stage.close());

const version = async () => (await readDirectory(stage.pool))?.version;

describe('onedoor directory', () => {
  it('plan says what a change set would do and changes nothing; apply does it', async () => {
    const path = await stage.file(
      'leave.yaml',
      `reason: 出差
operations:
  - { op: addPerson, person: p-9001, name: 林晓 }
  - { op: appoint, seat: 330523-O16/B, person: p-9001, from: 2099-01-05 }
`,
    );
    const plan = await stage.onedoor('directory', 'plan', path);
    expect(plan).toMatchObject({ code: 0, output: expect.stringContaining('+ 林晓（p-9001） 330523-O16/B') });
    expect(await version()).toBe(1);

    const applied = await stage.onedoor('directory', 'apply', path, '--json');
    expect(applied.code).toBe(0);
    expect(JSON.parse(applied.output)).toMatchObject({ made: true, version: 2, reason: '出差' });
    expect(await version()).toBe(2);
    const { rows } = await stage.pool.query('SELECT changed_by FROM directory_version WHERE version = 2');
    expect(rows[0]).toMatchObject({ changed_by: expect.stringMatching(/^command:/) });
  });

  it('apply with a conflict names it, ends with 1 and changes nothing', async () => {
    const path = await stage.file(
      'bad.yaml',
      `reason: 试
operations:
  - { op: addPerson, person: p-9002, name: 某人 }
  - { op: appoint, seat: 330523-O16/Z, person: p-9002, from: 2099-01-05 }
`,
    );
    const applied = await stage.onedoor('directory', 'apply', path);
    expect(applied).toMatchObject({ code: 1, output: expect.stringContaining('✗ operations[1]') });
    expect(await version()).toBe(2);
  });

  it('tells file and line of what it cannot read', async () => {
    const path = await stage.file('odd.yaml', 'reason: 试\noperations:\n  - { op: dismiss }\n');
    expect(await stage.onedoor('directory', 'plan', path)).toMatchObject({
      code: 1,
      output: expect.stringContaining('odd.yaml:3'),
    });
    expect((await stage.onedoor('directory', 'plan', 'x.txt')).output).toContain('.yaml');
  });

  it('takes an exported ledger of seats, and finds nothing to change in one that was not edited', async () => {
    const directory = await readDirectory(stage.pool);
    if (directory === undefined) throw new Error('The commands before have seeded the directory.');
    const ledger = seatLedger(directory, new Date().toISOString());
    const same = await stage.onedoor('directory', 'plan', await stage.file('same.csv', ledger));
    expect(same).toMatchObject({ code: 0, output: expect.stringContaining('nothing to change') });
    const row = ledger.split('\n').find((line) => line.includes('330523-O17/B')) ?? '';
    const cells = row.split(',').with(6, 'p-9003').with(7, '周宁').with(8, '');
    const edited = ledger.replace(row, cells.join(','));
    const path = await stage.file('edited.csv', edited);
    const applied = await stage.onedoor('directory', 'apply', path, '--reason', '调整B角', '--json');
    expect(JSON.parse(applied.output)).toMatchObject({
      made: true,
      reason: '调整B角',
      operations: [
        { op: 'addPerson', person: 'p-9003', name: '周宁' },
        { op: 'appoint', seat: '330523-O17/B', person: 'p-9003' },
      ],
    });
  });
});

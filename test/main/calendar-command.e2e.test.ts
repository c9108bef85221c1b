import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { readCalendar } from '../../src/calendar/store/read-calendar.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

let database: TestDatabase;
let pool: Pool;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString });
  folder = await scratchFolder();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await removeScratch(folder);
});

async function onedoor(...args: string[]): Promise<{ code: number | null; output: string }> {
  const program = startProgram('src/main/cli', { args, env: { DATABASE_URL: database.connectionString } });
  const { code } = await program.ended;
  return { code, output: program.output() };
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const version = async () => (await readCalendar(pool))?.version;

describe('onedoor calendar', () => {
  it('preview says what a year would do and changes nothing; apply puts it in force', async () => {
    const path = await file(
      '2027.yaml',
      `year: 2027
notice: { number: 国办发明电〔2026〕9号, published: 2026-11-05 }
confirmed: true
days:
  - { date: 2027-01-01, kind: holiday, name: 元旦 }
`,
    );
    const preview = await onedoor('calendar', 'preview', '--file', path);
    expect(preview).toMatchObject({
      code: 0,
      output: expect.stringContaining('国办发明电〔2026〕9号: 1 operation(s)\n0 open deadline(s)'),
    });
    expect(await version()).toBe(1);
    const applied = await onedoor('calendar', 'apply', '--file', path, '--json');
    expect(JSON.parse(applied.output)).toMatchObject({ made: true, version: 2 });
    expect(await readCalendar(pool)).toMatchObject({ version: 2, by: expect.stringMatching(/^command:/) });
    expect((await onedoor('calendar', 'apply', '--file', path)).output).toContain('nothing to change');
  });

  it('export prints what apply takes back', async () => {
    const exported = await onedoor('calendar', 'export');
    const path = await file('exported.yaml', exported.output);
    expect((await onedoor('calendar', 'preview', path)).output).toContain('nothing to change');
  });

  it('apply with a conflict names it, ends with 1 and changes nothing', async () => {
    const text = 'reason: 补记\noperations:\n  - { op: removeCountyDay, date: 2026-12-11 }\n';
    const applied = await onedoor('calendar', 'apply', '--file', await file('bad.yaml', text));
    expect(applied).toMatchObject({ code: 1, output: expect.stringContaining('✗ operations[0]') });
    expect(await version()).toBe(2);
  });

  it('tells file and line of what it cannot read', async () => {
    const text = 'year: 2028\nconfirmed: true\ndays:\n  - { date: 2029-01-01, kind: holiday, name: 元旦 }\n';
    const preview = await onedoor('calendar', 'preview', '--file', await file('2028.yaml', text));
    expect(preview).toMatchObject({ code: 1, output: expect.stringContaining('2028.yaml:4: days[0].date') });
  });
});

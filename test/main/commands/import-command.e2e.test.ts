import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandStage, openCommandStage } from './command-stage.ts';

let stage: CommandStage;

beforeAll(async () => {
  stage = await openCommandStage();
});
afterAll(() => stage.close());

const HEAD = '序号,事项名称,责任单位,办结时限';
const count = async () =>
  (await stage.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM task')).rows[0]?.n;

const ledgerOfDays = (days: number) => `${HEAD}\n1,有误之件,县教育局,${days}个工作日\n`;

describe('onedoor import', () => {
  it('foretells with --dry-run, and tells what to write for each row that is not clear', async () => {
    const file = await stage.file(
      '台账.csv',
      `${HEAD}\n1,甲事项,县教育局,30个工作日\n2,乙事项,县教肓局,2099年12月底\n`,
    );
    const { code, output } = await stage.onedoor('import', file, '--dry-run');
    expect(code).toBe(1);
    expect(output).toContain('第 3 行：完成时限“2099年12月底”没有写到哪一天，请写明：2099-12-31');
    expect(output).toContain('2 行 rows：将立项 new 1');
    expect(await count()).toBe(0);
  });

  it('registers, tells its progress, and registers the rest of the mended file', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `${n + 1},第${n + 1}项,县教育局,30个工作日`);
    const file = await stage.file('台账.csv', [HEAD, ...rows, '61,末项,县教肓局,30个工作日'].join('\n'));
    const first = await stage.onedoor('import', file);
    expect(first.code).toBe(1);
    expect(first.output).toMatch(/立项 registered 50\/60[\s\S]*立项 registered 60\/60/);
    expect(first.output).toMatch(/县教肓局”不在组织目录中.*县教育局/);
    await stage.file('台账.csv', [HEAD, ...rows, '61,末项,县教育局,30个工作日'].join('\n'));
    const second = await stage.onedoor('import', file);
    expect(second).toMatchObject({
      code: 0,
      output: expect.stringContaining('立项 accepted 1，未变 same 60'),
    });
    expect(await count()).toBe(61);
  });

  it('leaves how far numbers have counted beside the database, as a door does', async () => {
    const { rows } = await stage.pool.query<{ name: string; last: number }>(
      'SELECT name, last::int AS last FROM task_series',
    );
    const { ledgers } = JSON.parse(await readFile(join(stage.folder, 'given-numbers.json'), 'utf8')) as {
      ledgers: Record<string, Record<string, { upTo: number }>>;
    };
    const [marks = {}] = Object.values(ledgers);
    expect(rows).not.toEqual([]);
    for (const { name, last } of rows) expect(marks[name]?.upTo).toBeGreaterThanOrEqual(last);
  });

  it('corrects the tasks of rows that were mended, and says how', async () => {
    const file = await stage.file('有误.csv', ledgerOfDays(30));
    await stage.onedoor('import', file);
    await stage.file('有误.csv', ledgerOfDays(40));
    const dry = await stage.onedoor('import', file, '--dry-run');
    expect(dry.output).toMatch(/≠ .*完成时限“30个工作日”→“40个工作日”；正式导入时更正/);
    const second = await stage.onedoor('import', file, '--reason', '录入有误');
    expect(second).toMatchObject({
      code: 0,
      output: expect.stringContaining('更正 corrected 1，有变 changed 0'),
    });
    expect(second.output).toMatch(/✎ .*已更正 .*完成时限“30个工作日”→“40个工作日”/);
    const { rows } = await stage.pool.query(`SELECT data FROM event WHERE type = 'correct'`);
    expect(rows).toEqual([{ data: { limit: { workingDays: 40 }, reason: '录入有误' } }]);
    expect((await stage.onedoor('import', file)).output).toContain('未变 same 1');
  });

  it('refuses what is no ledger with a sentence, and says how it is called', async () => {
    const file = await stage.file('x.csv', 'a,b\n1,2\n');
    expect(await stage.onedoor('import', file)).toMatchObject({
      code: 1,
      output: expect.stringContaining('没有找到表头'),
    });
    expect(await stage.onedoor('import', file, '--columns', '来源')).toMatchObject({ code: 2 });
    expect((await stage.onedoor('import')).output).toContain('onedoor import 台账.xlsx');
  });
});

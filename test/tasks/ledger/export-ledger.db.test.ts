import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Pool } from 'pg';
import { readFile } from '../../../src/sheet/read-file.ts';
import { exportCsv, exportXlsx } from '../../../src/tasks/ledger/export-ledger.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import type { TaskFilter } from '../../../src/tasks/lists/task-filter.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { insertRows, sourcesAt } from '../task-rows.ts';

const MANY = 2_100;
const everything: ReadScope = { kind: 'everything' };

let pool: Pool;

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  const matter = { goal: '闭环\n管理', coUnits: ['县体育局', '梅溪镇'], source: '专班交办' };
  await insertRows(pool, [
    { serial: 1, title: '=HYPERLINK("http://x")', context: { matter }, category: '教育文体/教育收费' },
    { serial: MANY + 1, workflow: 'section-assignment', title: '分办' },
    { serial: 2, title: '智慧"犬管",平台', dueAt: shanghai('2026-11-13 17:30'), urgency: 'urgent' },
    ...Array.from({ length: MANY - 2 }, (_, n) => ({
      serial: n + 3,
      unit: '330523-O2',
      owner: '330523-O2/A',
    })),
  ]);
});

async function exported(filter: TaskFilter = {}, scope = everything) {
  const parts: string[] = [];
  const reader = { principal: 'seat:a', scope };
  for await (const part of exportCsv(sourcesAt(pool, shanghai('2026-11-18 12:00')), reader, filter))
    parts.push(part);
  const text = parts.join('');
  expect(text.startsWith('\uFEFF"编号",')).toBe(true);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
  return { parts: parts.length, rows };
}

describe('the ledger as a file', () => {
  it('has every task of the filter once, the newest first, read part by part', async () => {
    const { rows, parts } = await exported();
    expect(rows.map((row) => Number(row['编号']?.slice(5)))).toEqual(
      Array.from({ length: MANY }, (_, n) => MANY - n),
    );
    expect(parts).toBe(4);
  });

  it('tells the matter, the person and the light of each', async () => {
    const { rows } = await exported({ seat: '330523-O1/A' });
    expect(rows).toEqual([
      {
        编号: '2026-000002',
        任务名称: '智慧"犬管",平台',
        工作目标: '',
        验收标准: '',
        牵头单位: '县教育局',
        配合单位: '',
        事项分类: '',
        属地: '',
        关键词: '',
        完成时限: '2026-11-13 17:30',
        紧急程度: '紧急',
        来源: '',
        原期限: '',
        现行期限: '2026-11-13 17:30',
        环节: '办理中',
        责任岗位: '330523-O1/A',
        责任人: '任330523-O1/A',
        红黄绿灯: '红',
        立项时间: '2026-11-01 08:00',
        签收时间: '',
        办结申请时间: '',
        审核通过时间: '',
        办结时间: '',
        超期工作日: expect.any(String),
        书面答复: '',
      },
      expect.objectContaining({ 工作目标: '闭环\n管理', 配合单位: '县体育局；梅溪镇', 来源: '专班交办' }),
    ]);
  });

  it('has other kinds of tasks where they are asked for', async () => {
    const { rows } = await exported({ kind: 'section-assignment' });
    expect(rows.map((row) => row['任务名称'])).toEqual(['分办']);
  });

  it('is the same as a workbook', async () => {
    const reader = { principal: 'seat:a', scope: everything };
    const bytes = await exportXlsx(sourcesAt(pool, shanghai('2026-11-18 12:00')), reader, {});
    const { grid } = await readFile(bytes, { isTable: () => true });
    const { rows } = await exported();
    const [heading, ...body] = grid.rows.map(({ cells }) => cells);
    expect(heading).toEqual(Object.keys(rows[0] ?? {}));
    const padded = body.map((cells) => heading?.map((_, place) => cells[place] ?? ''));
    expect(padded).toEqual(rows.map((row) => Object.values(row)));
  });

  it('has no cell that a spreadsheet would run', async () => {
    const { rows } = await exported({ seat: '330523-O1/A' });
    expect(rows[1]?.['任务名称']).toBe(`'=HYPERLINK("http://x")`);
  });

  it('holds nothing outside the reader’s scope', async () => {
    const scope: ReadScope = { kind: 'some', units: ['330523-O1'], seats: [] };
    expect((await exported({}, scope)).rows.length).toBe(2);
    expect((await exported({}, { kind: 'some', units: [], seats: [] })).rows).toEqual([]);
  });

  it('is refused before its first part where the filter means nothing', async () => {
    await expect(exported({ text: 'x' })).rejects.toMatchObject({ code: 'query-invalid' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { criteriaCell, readCriteria } from '../../../src/tasks/ledger/cells/criteria-cell.ts';
import { unitsCell, unitsIn } from '../../../src/tasks/ledger/cells/units-cell.ts';
import { exportCsv, exportXlsx } from '../../../src/tasks/ledger/export-ledger.ts';
import { type LedgerStage, ledgerOf, openLedgerStage } from './ledger-stage.ts';

const READER = { principal: 'seat:a', scope: { kind: 'everything' } } as const;
const ACTOR = { principal: 'seat:330523-TF/A', name: '专班', seat: '330523-TF/A' };

let stage: LedgerStage;
let other: LedgerStage;

beforeEach(async () => {
  stage = await openLedgerStage();
  other = await openLedgerStage();
});
afterEach(async () => {
  await stage.close();
  await other.close();
});

async function exportOf(from: LedgerStage, format: 'csv' | 'xlsx'): Promise<Buffer> {
  if (format === 'xlsx') return exportXlsx(from.sources, READER, {});
  const parts: string[] = [];
  for await (const part of exportCsv(from.sources, READER, {})) parts.push(part);
  return Buffer.from(parts.join(''));
}

const matters = async (of: LedgerStage) =>
  (
    await of.pool.query<{ context: object }>(
      `SELECT json_build_object('matter', context -> 'matter', 'criteria', context -> 'criteria') AS context FROM task ORDER BY number`,
    )
  ).rows.map(({ context }) => context);

// Signs that spreadsheets, CSV and our own cells give a meaning to.
const word = fc
  .string({
    unit: fc.constantFrom(...Array.from('甲乙丙1２ab,;；、"“”\'=+-@＝\u3000().。（）<&')),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.trim())
  .filter((text) => text !== '' && !text.includes('示例'));
const prose = fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const matter = fc.record(
  {
    title: word,
    goal: prose,
    leadUnit: fc.constantFrom('县教育局', '综合执法局', '梅溪镇', '330523-O40'),
    coUnits: fc.uniqueArray(fc.constantFrom('县公安局', '县水利局', '天荒坪镇', '外单位（甲、乙）'), {
      maxLength: 3,
    }),
    category: fc.constantFrom('教育文体/教育收费', '交通运输/出租车管理'),
    limit: fc.oneof(
      fc.record({ workingDays: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ date: fc.constantFrom('2026-12-31', '2027-01-29', '2027-03-31') }),
    ),
    urgency: fc.constantFrom('normal', 'urgent'),
    source: word,
    region: fc.constantFrom('递铺街道', '孝丰镇'),
    keywords: fc.uniqueArray(fc.constantFrom('数据', '一件事', '掌上'), { maxLength: 2 }),
    criteria: fc
      .array(fc.constantFrom('平台上线', '数据互通\n群众会用', '覆盖率90%'), { maxLength: 3 })
      .map((texts) => texts.map((text, n) => ({ id: n === 1 ? 'c-2' : `${n + 1}`, text }))),
  },
  { requiredKeys: ['title', 'leadUnit', 'limit'] },
);

describe('an export that is imported', () => {
  it.each(['csv', 'xlsx'] as const)(
    'as %s says what is registered, and elsewhere makes the same of it',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(matter, {
            minLength: 1,
            maxLength: 5,
            selector: ({ title }) => title.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase(),
          }),
          async (given) => {
            await stage.pool.query('TRUNCATE task, task_number, task_series, ledger_row, idempotency');
            await other.pool.query('TRUNCATE task, task_number, task_series, ledger_row, idempotency');
            for (const input of given)
              await stage.engine.submit({ workflow: 'reform-task', input, actor: ACTOR });
            const file = await exportOf(stage, format);

            const here = await stage.run({ bytes: file });
            expect(here.rows.map(({ status, message }) => [status, message?.zh])).toEqual(
              here.rows.map(({ number }) => ['registered', expect.stringContaining(number ?? '?')]),
            );
            expect(here).toMatchObject({ warnings: [], questions: [], skipped: [] });

            const there = await other.run({ bytes: file });
            expect(there.rows.flatMap(({ errors }) => errors)).toEqual([]);
            expect(await matters(other)).toEqual(await matters(stage));
            const again = await exportOf(other, 'csv');
            expect(again.toString()).toBe((await exportOf(stage, 'csv')).toString());
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  it('changed in one cell says which and corrects it; another task under the number is asked about', async () => {
    await stage.engine.submit({
      workflow: 'reform-task',
      input: { title: '智慧犬管', leadUnit: '县教育局', limit: { workingDays: 10 } },
      actor: ACTOR,
    });
    const edited = (await exportOf(stage, 'csv')).toString().replace('10个工作日', '2026年12月31日');
    expect((await stage.run({ bytes: Buffer.from(edited) })).rows).toMatchObject([
      { status: 'corrected', differences: [{ column: '完成时限', was: '10个工作日', is: '2026-12-31' }] },
    ]);
    const renamed = (await exportOf(stage, 'csv'))
      .toString()
      .replace('智慧犬管', '犬类综合治理')
      .replace('2026-12-31', '2027-01-29');
    expect((await stage.run({ bytes: Buffer.from(renamed) })).rows).toMatchObject([
      { status: 'asked', errors: [{ column: '编号', message: { zh: expect.stringContaining('智慧犬管') } }] },
    ]);
    expect(await stage.tasks()).toHaveLength(1);
  });
});

describe('a cell of several', () => {
  it('units is read as it was written', () => {
    const names = fc.uniqueArray(
      word.filter((name) => !/[“”]/.test(name)),
      { maxLength: 5 },
    );
    fc.assert(fc.property(names, (given) => expect(unitsIn(unitsCell(given))).toEqual(given)));
  });

  it('criteria is read as it was written', () => {
    const criterion = fc.record({
      id: fc.constantFrom('1', '2', '13', 'c-1', '甲'),
      text: fc.constantFrom(
        '平台上线',
        '两\n行',
        '含1.5万',
        '甲\n1)甲',
        '1. 甲\n③乙',
        '甲\n· 2. 乙',
        '· 1. 甲\n· · 2. 乙',
      ),
    });
    const criteria = fc.uniqueArray(criterion, { minLength: 1, maxLength: 5, selector: ({ id }) => id });
    fc.assert(fc.property(criteria, (given) => expect(readCriteria(criteriaCell(given))).toEqual(given)));
  });
});

describe('limits that were taken from defaults', () => {
  it.each(['csv', 'xlsx'] as const)(
    'are exported as such to %s, known again, and defaults elsewhere',
    async (format) => {
      const rows = [
        '1,批示件,,县教育局,,,,普通,领导批示',
        '2,急件,,县教育局,,,,紧急,',
        '3,自填件,,县教育局,,,15个工作日,普通,领导批示',
      ];
      await stage.run({ bytes: ledgerOf(...rows) });
      const file = await exportOf(stage, format);
      if (format === 'csv') expect(file.toString()).toContain('15个工作日（默认）');
      const again = await stage.run({ bytes: file });
      expect(again.rows.map(({ status }) => status)).toEqual(['registered', 'registered', 'registered']);
      await other.run({ bytes: file });
      expect(new Set(await matters(other))).toEqual(new Set(await matters(stage)));
    },
  );

  it('are as long as they were where the default elsewhere is another', async () => {
    const { rows } = await stage.run({
      bytes: ledgerOf('1,批示件,,县教育局,,,9个工作日（默认）,普通,领导批示'),
    });
    expect(rows[0]).not.toHaveProperty('limitBy');
    expect((await stage.tasks())[0]?.matter).toMatchObject({ limit: { workingDays: 9 } });
  });
});

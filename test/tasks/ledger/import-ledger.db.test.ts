import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import type { Pool } from 'pg';
import type { Actor } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { recallAnswer } from '../../../src/engine/store/kept-answers.ts';
import { Problem } from '../../../src/platform/wording/problem.ts';
import { type ImportCommand, importLedger } from '../../../src/tasks/ledger/import-ledger.ts';
import { correctionsBy } from '../../../src/tasks/ledger/rows/correct-rows.ts';
import { workflows } from '../../../workflows/index.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { ledgerOfEachTest } from '../../support/ledger.ts';
import { SAMPLE_LEDGER, shippedCategories, shippedCounty } from '../shipped-county.ts';

/** Before the last day of the sample that is still to come. */
const clock = () => Date.parse('2026-11-19T02:00:00.000Z');
const sample = readFileSync(SAMPLE_LEDGER);
const taskForce: Actor = { principal: 'seat:330523-TF/A', name: '专班', seat: '330523-TF/A' };
const settings = { ...ENGINE_SETTINGS, cacheCapacity: 1000 };

let pool: Pool;
let engine: Engine;

ledgerOfEachTest(5, (opened) => {
  pool = opened;
  engine = createEngine(pool, createRegistry(workflows), clock, settings);
});

// The database has a clock of its own, which is far from the one handed in.
const recall = (scope: string) => recallAnswer(pool, scope, 100_000);

function run(command: Partial<ImportCommand> = {}, by = engine) {
  const importer = {
    engine: by,
    county: shippedCounty,
    clock,
    database: pool,
    categories: shippedCategories,
    recall,
    correct: correctionsBy(taskForce, by, { county: shippedCounty, categories: shippedCategories }),
  };
  return importLedger(importer, {
    bytes: sample,
    dryRun: false,
    actor: taskForce,
    ...command,
  });
}

async function tasks() {
  const { rows } = await pool.query<{ id: string; title: string; number: string }>(
    'SELECT id, title, number FROM task ORDER BY number',
  );
  return rows;
}

const HEAD = '序号,任务名称,工作目标,牵头单位,配合单位,事项分类,完成时限,紧急程度,来源';
const ledger = (...rows: readonly string[]) => Buffer.from([HEAD, ...rows].join('\r\n'));

describe('importing the sample ledger', () => {
  it('makes a task of each row but the three that are not clear, numbered in the order of the file', async () => {
    const { counts, rows, encoding } = await run();
    expect(encoding).toBe('UTF-8');
    expect(counts).toMatchObject({ rows: 32, accepted: 29, refused: 1, asked: 2, same: 0, new: 0 });
    const made = await tasks();
    expect(made.length).toBe(29);
    const accepted = rows.filter(({ status }) => status === 'accepted');
    expect(accepted.map(({ taskId }) => taskId)).toEqual(made.map(({ id }) => id));
    expect(accepted.map(({ number }) => number)).toEqual(made.map(({ number }) => number));
  });

  it('tells of the refused rows where, what and what was expected', async () => {
    const { rows } = await run();
    expect(rows[30]).toMatchObject({
      row: 32,
      ref: '31',
      status: 'refused',
      errors: [
        {
          row: 32,
          kind: 'refused',
          column: '任务名称',
          value: '',
          expected: { zh: expect.any(String), en: expect.any(String) },
        },
      ],
    });
    expect(rows[31]?.errors).toMatchObject([
      { row: 33, kind: 'asked', column: '牵头单位', value: '县教育局;县市场监管局' },
    ]);
  });

  it('hands the matter on as it stands in the ledger', async () => {
    const { rows } = await run();
    const task = await engine.read(rows[0]?.taskId ?? '');
    expect(task?.state).toBe('routing');
    expect(task?.snapshot.context).toMatchObject({
      matter: {
        title: '智慧犬管平台优化升级',
        leadUnit: '县综合执法局',
        category: '城乡建设/城市建设和市政管理',
        limit: { workingDays: 30 },
        urgency: 'normal',
        source: '专班交办',
      },
    });
  });

  it('reads the same rows in GB18030, with CRLF', async () => {
    const text = sample.toString('utf8').replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
    const bytes = iconv.encode(text.replace(/^\uFEFF/, ''), 'gb18030');
    const inGb = await run({ bytes, dryRun: true });
    const inUtf8 = await run({ dryRun: true });
    expect(inGb.encoding).toBe('GB18030');
    expect(inGb.rows.map(({ title, status }) => [title, status])).toEqual(
      inUtf8.rows.map(({ title, status }) => [title, status]),
    );
  });
});

describe('a dry run', () => {
  it('tells where each row would go and writes nothing', async () => {
    const { counts, rows } = await run({ dryRun: true });
    expect(counts).toMatchObject({ new: 29, refused: 1, asked: 2, accepted: 0 });
    expect(rows[10]?.routing).toMatchObject({ kind: 'unit', owner: { seat: expect.stringMatching(/\/A$/) } });
    expect(rows[27]?.routing).toMatchObject({ kind: 'triage', reason: { zh: expect.any(String) } });
    const { rows: tallies } = await pool.query<{ n: string }>(
      `SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM event) + (SELECT count(*) FROM effect)
        + (SELECT count(*) FROM idempotency) AS n`,
    );
    expect(Number(tallies[0]?.n)).toBe(0);
  });

  it('foretells the unit that the import then names', async () => {
    const foretold = (await run({ dryRun: true })).rows.map(({ routing }) => routing);
    expect((await run()).rows.map(({ routing }) => routing)).toEqual(foretold);
  });
});

describe('importing again', () => {
  it('makes nothing twice, and tells the tasks made before', async () => {
    const first = await run();
    const again = await run();
    expect((await tasks()).length).toBe(29);
    expect(again.counts).toMatchObject({ same: 29, accepted: 0, refused: 1, asked: 2 });
    expect(again.rows.map(({ taskId, number }) => [taskId, number])).toEqual(
      first.rows.map(({ taskId, number }) => [taskId, number]),
    );
  });

  it('goes on where an import died half-way', async () => {
    let left = 12;
    const dying: Engine = {
      ...engine,
      submit: (command) => {
        if (left-- > 0) return engine.submit(command);
        return Promise.reject(new Problem('unavailable', { zh: '数据库中断', en: 'The database is gone.' }));
      },
    };
    await expect(run({}, dying)).rejects.toMatchObject({ code: 'unavailable' });
    const { counts } = await run();
    expect(counts).toMatchObject({ accepted: 17, same: 12 });
    expect((await tasks()).length).toBe(29);
  });

  it('makes nothing twice when two processes are sent it at once', async () => {
    const other = createEngine(pool, createRegistry(workflows), clock, settings);
    const [a, b] = await Promise.all([run(), run({}, other)]);
    expect((await tasks()).length).toBe(29);
    expect(a.rows.map(({ taskId }) => taskId)).toEqual(b.rows.map(({ taskId }) => taskId));
    expect(a.counts.accepted + b.counts.accepted).toBe(29);
  });
});

describe('bad rows', () => {
  const good = '1,甲,,县教育局,,,10个工作日,普通,';

  it('stop no others', async () => {
    const long = `2,${'长'.repeat(201)},,,,,10个工作日,普通,`;
    const wide = '3,乙,,,,,10个工作日,普通,,多';
    const late = '4,丙,,,,,随时,重要,';
    const { rows } = await run({ bytes: ledger(long, wide, late, good) });
    expect(rows.map(({ status }) => status)).toEqual(['refused', 'refused', 'asked', 'accepted']);
    expect(rows[0]?.errors).toMatchObject([{ row: 2, column: '任务名称' }]);
    expect(rows[1]?.errors).toMatchObject([{ row: 3, column: null, value: '多' }]);
    expect(rows[2]?.errors.map(({ column }) => column)).toEqual(['完成时限', '紧急程度']);
    expect((await tasks()).map(({ title }) => title)).toEqual(['甲']);
  });

  it('are those that only the workflow refuses, too', async () => {
    const { rows } = await run({ bytes: ledger(`1,甲\u0001乙,,,,,10个工作日,普通,`, good) });
    expect(rows.map(({ status }) => status)).toEqual(['refused', 'accepted']);
    expect(rows[0]?.errors[0]).toMatchObject({ column: '任务名称', value: '甲\u0001乙' });
  });

  it('are those whose groups of units come to more than a task may have', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `外单位${n}`).join('；');
    const { rows } = await run({ bytes: ledger(`1,甲,,县教育局,${many}；各单位,,10个工作日,普通,`, good) });
    expect(rows.map(({ status }) => status)).toEqual(['refused', 'accepted']);
    expect(rows[0]?.errors[0]?.column).toBe('配合单位');
  });

  it('are those due beyond the calendar', async () => {
    const { rows } = await run({ bytes: ledger('1,甲,,县教育局,,,2100-12-31,普通,', good) });
    expect(rows.map(({ status }) => status)).toEqual(['refused', 'accepted']);
    expect(rows[0]?.errors[0]?.column).toBe('完成时限');
  });

  it('are not the same row twice: it makes one task, told twice', async () => {
    const { rows } = await run({ bytes: ledger(good, good) });
    expect(rows.map(({ status }) => status)).toEqual(['accepted', 'same']);
    expect(rows[1]?.taskId).toBe(rows[0]?.taskId);
    expect(rows[1]?.message?.zh).toContain('与第 2 行完全相同');
    expect((await tasks()).length).toBe(1);
  });
});

describe('a large ledger', () => {
  it('is imported in the order of its rows', async () => {
    const rows = Array.from(
      { length: 1_000 },
      (_, n) => `${n + 1},任务${n + 1},,县教育局,,,10个工作日,普通,`,
    );
    const { counts } = await run({ bytes: ledger(...rows) });
    expect(counts.accepted).toBe(1_000);
    expect((await tasks()).map(({ title }) => title)).toEqual(rows.map((_, n) => `任务${n + 1}`));
  });
});

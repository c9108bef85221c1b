import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HEAD, type LedgerStage, ledgerOf, openLedgerStage } from './ledger-stage.ts';

let stage: LedgerStage;

beforeEach(async () => {
  stage = await openLedgerStage();
});
afterEach(() => stage.close());

const statuses = async (...args: Parameters<LedgerStage['run']>) =>
  (await stage.run(...args)).rows.map(({ status }) => status);
const titles = async () => (await stage.tasks()).map(({ title }) => title);

const FIRST = [
  '1,智慧犬管平台,闭环,县综合执法局,,,30个工作日,普通,专班交办',
  '2,移动窗口改革,每周下村,县教育局,,,2026年12月底,普通,专班交办',
  '3,食品小作坊监管,试点,县市场监管局,,,2026-12-31,紧急,领导批示',
];

describe('a mended ledger', () => {
  it('is imported again row by row: what is registered stays, the mended row is registered', async () => {
    expect(await statuses({ bytes: ledgerOf(...FIRST) })).toEqual(['accepted', 'asked', 'accepted']);
    const mended = ledgerOf(...FIRST.map((row) => row.replace('2026年12月底', '2026-12-31')));
    expect(await statuses({ bytes: mended, dryRun: true })).toEqual(['same', 'new', 'same']);
    expect(await statuses({ bytes: mended })).toEqual(['same', 'accepted', 'same']);
    expect(await statuses({ bytes: mended })).toEqual(['same', 'same', 'same']);
    expect(await titles()).toEqual(['智慧犬管平台', '食品小作坊监管', '移动窗口改革']);
  });

  it.each<[string, string, string, string]>([
    ['its limit', '30个工作日', '2026-12-18', '完成时限'],
    ['its goal', '闭环', '全周期闭环', '工作目标'],
    ['a slip in its title', '智慧犬管平台', '智慧犬管平台优化', '任务名称'],
    ['its urgency', '普通', '紧急', '紧急程度'],
    ['its source', '专班交办', '会议议定', '来源'],
    ['its co-units', '县综合执法局,,', '县综合执法局,县公安局,', '配合单位'],
  ])(
    'that changed %s corrects the task once, which keeps its number; a dry run only tells',
    async (_, before, after, column) => {
      await stage.run({ bytes: ledgerOf(FIRST[0] ?? '') });
      const bytes = ledgerOf((FIRST[0] ?? '').replace(before, after));
      const [dry] = (await stage.run({ bytes, dryRun: true })).rows;
      expect(dry).toMatchObject({ status: 'changed', differences: [{ column }], number: '2026-000001' });
      expect(dry?.message?.zh).toMatch(/2026-000001.*不同.*导入时更正/);
      const [row] = (await stage.run({ bytes })).rows;
      expect(row).toMatchObject({ status: 'corrected', differences: [{ column }], number: '2026-000001' });
      expect(row?.message?.zh).toMatch(/已更正 2026-000001/);
      expect(await statuses({ bytes })).toEqual(['same']);
      expect(await stage.tasks()).toHaveLength(1);
    },
  );

  it('knows its rows after one above them was deleted and the others moved up', async () => {
    await stage.run({ bytes: ledgerOf(FIRST[0] ?? '', FIRST[2] ?? '') });
    const moved = ledgerOf('1,食品小作坊监管,试点,县市场监管局,,,2026-12-31,紧急,领导批示');
    expect(await statuses({ bytes: moved })).toEqual(['registered']);
    expect(await statuses({ bytes: moved })).toEqual(['same']);
  });

  it('knows its rows in another form: order, headings, width, dates, a workbook’s or none numbers', async () => {
    await stage.run({ bytes: ledgerOf(...FIRST.map((row) => row.replace('2026年12月底', '2026-12-31'))) });
    const other = [
      '完成时限\t责任单位\t事项名称',
      '2026年12月31日\t市场监管局\t食品小作坊监管',
      '３０个工作日\t综合执法局\t智慧 犬管平台',
      '46387\t县教育局\t移动窗口改革',
    ].join('\n');
    expect(await statuses({ bytes: Buffer.from(other) })).toEqual(['registered', 'registered', 'registered']);
  });

  it('knows a limit of calendar days again on a later day', async () => {
    const bytes = ledgerOf('1,甲事项,,县教育局,,,30天,普通,', ',乙事项,,县教育局,,,1个月,普通,');
    expect(await statuses({ bytes })).toEqual(['accepted', 'accepted']);
    stage.setNow('2026-11-26T02:00:00.000Z');
    expect(await statuses({ bytes })).toEqual(['same', 'registered']);
  });

  it('knows rows whose day has passed meanwhile', async () => {
    const bytes = ledgerOf(...FIRST);
    await stage.run({ bytes });
    stage.setNow('2027-02-01T02:00:00.000Z');
    expect(await statuses({ bytes })).toEqual(['same', 'asked', 'same']);
  });
});

describe('another ledger', () => {
  it('with the same numbers is another ledger', async () => {
    await stage.run({ bytes: ledgerOf(FIRST[0] ?? '') });
    const other = ledgerOf('1,竹林碳汇收储,,县综合执法局,,,30个工作日,普通,');
    expect(await statuses({ bytes: other })).toEqual(['accepted']);
    expect(await titles()).toEqual(['智慧犬管平台', '竹林碳汇收储']);
  });

  it('whose titles only count on is registered', async () => {
    await stage.run({ bytes: ledgerOf('1,第一批清单梳理,,县教育局,,,2026-12-31,普通,') });
    expect(await statuses({ bytes: ledgerOf('1,第二批清单梳理,,县教育局,,,2026-12-31,普通,') })).toEqual([
      'accepted',
    ]);
  });

  it('is asked about where its row may be the former one renamed, if it goes by the same name', async () => {
    const ledger = '重点任务.xlsx';
    await stage.run({ bytes: ledgerOf(FIRST[0] ?? ''), ledger });
    const renamed = ledgerOf('1,犬只全周期治理,,县综合执法局,,,30个工作日,普通,');
    const [row] = (await stage.run({ bytes: renamed, ledger })).rows;
    expect(row).toMatchObject({
      status: 'asked',
      errors: [{ column: '序号', message: { zh: expect.stringContaining('2026-000001') } }],
    });
    expect(await statuses({ bytes: renamed, ledger: '另一份' })).toEqual(['accepted']);
  });

  it('is asked about where the same number and title go to another unit', async () => {
    await stage.run({ bytes: ledgerOf('1,安全排查,,县教育局,,,2026-12-31,普通,') });
    const other = '1,安全排查,,县公安局,,,2026-12-31,普通,';
    expect(await statuses({ bytes: ledgerOf(other) })).toEqual(['asked']);
    expect(await statuses({ bytes: ledgerOf(other.replace(/^1/, '')) })).toEqual(['accepted']);
  });

  it('that repeats an open title in one unit is warned of', async () => {
    await stage.run({ bytes: ledgerOf('1,安全排查,,县教育局,,,2026-12-31,普通,') });
    const { rows } = await stage.run({
      bytes: ledgerOf(
        '7,安全排查,,县教育局,,,2027-01-29,普通,',
        '8,安全排查,,县教育局,,,2027-02-26,普通,',
        '9,安全排查,,县公安局,,,2027-01-29,普通,',
      ),
    });
    expect(
      rows.map(({ status, warnings }) => [
        status,
        warnings.map(({ code }) => code).includes('title-repeated'),
      ]),
    ).toEqual([
      ['accepted', true],
      ['accepted', true],
      ['accepted', false],
    ]);
  });

  it('is asked about where it says one matter in two ways', async () => {
    const { rows } = await stage.run({
      bytes: ledgerOf(
        '1,安全排查,甲,县教育局,,,2026-12-31,普通,',
        '2,安全排查,乙,县教育局,,,2026-12-31,普通,',
      ),
    });
    expect(rows.map(({ status }) => status)).toEqual(['accepted', 'asked']);
    expect(rows[1]?.errors[0]?.message.zh).toContain('第 2 行');
  });
});

describe('a file as a whole', () => {
  it('with a heading to be asked about is foretold, and not imported until it is answered', async () => {
    const bytes = Buffer.from(`${HEAD.replace('牵头单位', '责任单')}\n${FIRST[0]}`);
    const dry = await stage.run({ bytes, dryRun: true });
    expect(dry.questions).toMatchObject([{ heading: '责任单', column: '牵头单位' }]);
    await expect(stage.run({ bytes })).rejects.toMatchObject({
      code: 'body-invalid',
      detail: { zh: expect.stringContaining('“责任单”') },
      extras: { questions: [{ heading: '责任单' }] },
    });
    expect(await titles()).toEqual([]);
    const answers = new Map([['责任单', '牵头单位']]);
    expect((await stage.run({ bytes, answers })).rows[0]?.routing).toMatchObject({
      unit: { name: '县综合行政执法局' },
    });
  });

  it('says what it read, skipped and left out', async () => {
    const bytes = Buffer.from(`台账\n${HEAD},经费\n${FIRST[0]},3万\n合计,1 件\n`);
    const result = await stage.run({ bytes });
    expect(result).toMatchObject({
      format: 'csv',
      encoding: 'UTF-8',
      ignoredColumns: ['经费'],
      warnings: [{ code: 'heading-unknown', message: { zh: expect.stringContaining('经费') } }],
      skipped: [
        { row: 1, why: 'title' },
        { row: 4, why: 'note' },
      ],
      rows: [{ row: 3, status: 'accepted' }],
    });
  });

  it('of 5 000 rows tells how far it has come', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, n) => `${n + 1},第${n + 1}项工作任务,,县教育局,,,10个工作日,普通,`,
    );
    const told: string[] = [];
    const onProgress = ({ phase, done, of }: { phase: string; done: number; of: number }) =>
      void told.push(`${phase} ${done}/${of}`);
    const { counts } = await stage.run({ bytes: ledgerOf(...rows) }, { onProgress });
    expect(counts.accepted).toBe(5_000);
    expect(told).toContain('reading 5000/5000');
    expect(told).toContain('registering 2500/5000');
    expect(told.at(-1)).toBe('registering 5000/5000');
    expect((await stage.run({ bytes: ledgerOf(...rows) })).counts).toMatchObject({
      same: 5_000,
      accepted: 0,
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LedgerStage, ledgerOf, openLedgerStage } from './ledger-stage.ts';

let stage: LedgerStage;

beforeEach(async () => {
  stage = await openLedgerStage();
});
afterEach(() => stage.close());

const ROW = '1,智慧犬管平台,闭环,县综合执法局,,,30个工作日,普通,专班交办';
const MENDED = '1,智慧犬管平台优化,全周期闭环,县综合执法局,县公安局,,2026-12-18,紧急,会议议定';

const first = async (...args: Parameters<LedgerStage['run']>) => (await stage.run(...args)).rows[0];

const corrections = async () => {
  const { rows } = await stage.pool.query<{ data: Record<string, unknown> }>(
    `SELECT data FROM event WHERE type = 'correct' ORDER BY task_id, revision`,
  );
  return rows.map(({ data }) => data);
};

const withCriteria = (criteria: string) =>
  Buffer.from(`序号,任务名称,验收标准,牵头单位,完成时限\n1,智慧犬管平台,"${criteria}",县教育局,30个工作日`);

describe('a row that differs from its task', () => {
  it('corrects exactly what differs, and names ledger and row as the reason', async () => {
    await stage.run({ bytes: ledgerOf(ROW), ledger: '重点任务.xlsx' });
    const changed = ROW.replace('闭环', '全周期闭环');
    expect(await first({ bytes: ledgerOf(changed), ledger: '重点任务.xlsx' })).toMatchObject({
      status: 'corrected',
      differences: [{ column: '工作目标', was: '闭环', is: '全周期闭环' }],
    });
    expect(await corrections()).toEqual([{ goal: '全周期闭环', reason: '台账《重点任务.xlsx》第 2 行更正' }]);
  });

  it('takes several columns in one correction', async () => {
    await stage.run({ bytes: ledgerOf(ROW) });
    const mended = ledgerOf(MENDED.replace('智慧犬管平台优化', '智慧犬管平台'));
    expect(await first({ bytes: mended })).toMatchObject({ status: 'corrected' });
    expect(await corrections()).toEqual([
      {
        goal: '全周期闭环',
        coUnits: ['县公安局'],
        limit: { date: '2026-12-18' },
        urgency: 'urgent',
        source: '会议议定',
        reason: '台账第 2 行更正',
      },
    ]);
    expect(await first({ bytes: mended })).toMatchObject({ status: 'same' });
  });

  it('takes criteria by their numbers', async () => {
    await stage.run({ bytes: withCriteria('1. 建成平台\n2. 出台办法') });
    expect(await first({ bytes: withCriteria('1. 建成平台\n2. 印发办法') })).toMatchObject({
      status: 'corrected',
    });
    expect(await corrections()).toMatchObject([
      {
        criteria: [
          { id: '1', text: '建成平台' },
          { id: '2', text: '印发办法' },
        ],
      },
    ]);
    expect(await first({ bytes: withCriteria('1. 建成平台\n2. 印发办法') })).toMatchObject({
      status: 'same',
    });
  });

  it('says the reason that is given, or its own in the language of the ledger', async () => {
    await stage.run({ bytes: ledgerOf(ROW) });
    await stage.run({ bytes: ledgerOf(ROW.replace('闭环', '甲')), reason: '会议纪要〔2026〕8号' });
    await stage.run({ bytes: ledgerOf(ROW.replace('闭环', '乙')), ledger: 'a.csv' });
    expect((await corrections()).map(({ reason }) => reason)).toEqual([
      '会议纪要〔2026〕8号',
      '台账《a.csv》第 2 行更正',
    ]);
  });

  it('corrects there and back and there again, each time once', async () => {
    const there = ledgerOf(ROW.replace('闭环', '全周期闭环'));
    await stage.run({ bytes: ledgerOf(ROW) });
    for (const bytes of [there, ledgerOf(ROW), there]) {
      expect(await first({ bytes })).toMatchObject({ status: 'corrected' });
      expect(await first({ bytes })).toMatchObject({ status: 'same' });
    }
    expect(await corrections()).toHaveLength(3);
  });

  it('takes urgency back where it says so; an empty cell says nothing', async () => {
    const urgent = ROW.replace('普通', '紧急');
    await stage.run({ bytes: ledgerOf(urgent) });
    expect(await first({ bytes: ledgerOf(urgent.replace('紧急', '')) })).toMatchObject({
      status: 'registered',
    });
    expect(await first({ bytes: ledgerOf(ROW) })).toMatchObject({
      status: 'corrected',
      differences: [{ column: '紧急程度', was: '紧急', is: '普通' }],
    });
    expect(await corrections()).toEqual([{ urgency: 'normal', reason: '台账第 2 行更正' }]);
  });

  it('is corrected once by two imports of the same at the same time, in one process or two', async () => {
    await stage.run({ bytes: ledgerOf(ROW) });
    const bytes = ledgerOf(ROW.replace('闭环', '全周期闭环'));
    const by = stage.otherEngine();
    const runs = await Promise.all([
      stage.run({ bytes }),
      stage.run({ bytes }),
      stage.run({ bytes }, { by }),
    ]);
    const told = runs.map(({ rows }) => rows[0]?.status);
    expect(told.filter((status) => status === 'corrected')).toHaveLength(1);
    expect(told).not.toContain('changed');
    expect(await corrections()).toHaveLength(1);
  });

  it('that names another lead unit changes nothing, and says what to do', async () => {
    await stage.run({ bytes: ledgerOf(ROW), ledger: '甲' });
    const bytes = ledgerOf(
      ROW.replace('1,', '2026-000001,').replace('县综合执法局', '县公安局').replace('闭环', '新'),
    );
    for (const dryRun of [true, false]) {
      const row = await first({ bytes, ledger: '甲', dryRun });
      expect(row?.status).toBe('changed');
      expect(row?.message?.zh).toMatch(/任务未改：牵头单位不随台账更改，请在该任务上/);
      expect(row?.message?.en).toMatch(/was not changed: the lead unit does not follow/);
    }
    expect(await corrections()).toEqual([]);
  });

  it('is refused as the event is: a day that has passed, unless it is meant', async () => {
    await stage.run({ bytes: ledgerOf(ROW, '2,乙事项,,县教育局,,,2026-12-31,普通,') });
    const bytes = ledgerOf(
      ROW.replace('30个工作日', '2026-11-02'),
      '2,乙事项,新目标,县教育局,,,2026-12-31,普通,',
    );
    const { rows, counts } = await stage.run({ bytes });
    expect(rows.map(({ status }) => status)).toEqual(['changed', 'corrected']);
    expect(counts).toMatchObject({ changed: 1, corrected: 1 });
    expect(rows[0]?.errors).toMatchObject([{ column: '完成时限', value: '2026-11-02' }]);
    expect(rows[0]?.message?.zh).toContain('任务未改：不能“更正”');
    expect(await first({ bytes, acceptPastDate: '年初已交办' })).toMatchObject({ status: 'corrected' });
  });

  it('of a task that is closed changes nothing, and says so in both languages', async () => {
    await stage.run({ bytes: ledgerOf(ROW) });
    const [task] = await stage.tasks();
    await stage.engine.send({
      taskId: task?.id ?? '',
      event: { type: 'withdraw', data: { reason: '重复立项' } },
      actor: { principal: 'seat:330523-TF/A', name: '专班', seat: '330523-TF/A' },
      relations: () => ['taskForce'],
    });
    const row = await first({ bytes: ledgerOf(ROW.replace('闭环', '全周期闭环')) });
    expect(row?.status).toBe('changed');
    expect(row?.message?.zh).toContain('任务未改：');
    expect(row?.message?.en).toContain('The task was not changed: ');
    expect(await corrections()).toEqual([]);
  });

  it('is asked about where another row says something else of the same task', async () => {
    await stage.run({ bytes: ledgerOf(ROW) });
    const { rows } = await stage.run({
      bytes: ledgerOf(
        ROW.replace('闭环', '甲'),
        ROW.replace('1,', '2026-000001,').replace('30个工作日', '2026-12-18'),
      ),
    });
    expect(rows.map(({ status }) => status)).toEqual(['corrected', 'asked']);
    expect(rows[1]?.errors[0]?.message.zh).toContain('与第 2 行都是 2026-000001');
  });
});

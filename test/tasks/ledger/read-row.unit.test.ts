import { describe, expect, it } from '@jest/globals';
import { LEDGER_COLUMNS, type LedgerCells } from '../../../src/contract/ledger-columns.ts';
import { faultsOfInput, readLedgerRow } from '../../../src/tasks/ledger/cells/read-row.ts';

const TERMS = { today: '2026-11-23', epoch: 1900 } as const;

function row(cells: Partial<LedgerCells>): LedgerCells {
  const empty = Object.fromEntries(LEDGER_COLUMNS.map((column) => [column, ''])) as LedgerCells;
  return { ...empty, 任务名称: '智慧犬管', 完成时限: '30个工作日', 紧急程度: '普通', ...cells };
}

const input = (cells: Partial<LedgerCells>) => {
  const read = readLedgerRow(row(cells), TERMS);
  return 'matter' in read ? read.matter : read.faults;
};
const faults = (cells: Partial<LedgerCells>) => {
  const read = readLedgerRow(row(cells), TERMS);
  return 'faults' in read ? read.faults : [];
};

describe('a row of the ledger', () => {
  it('becomes the input of a reform task', () => {
    const read = input({
      工作目标: '全周期闭环',
      牵头单位: '县综合执法局',
      配合单位: '县农业农村局;各乡镇（街道）； ;县农业农村局',
      事项分类: '城乡建设/城市建设和市政管理',
      来源: '专班交办',
    });
    expect(read).toEqual({
      title: '智慧犬管',
      goal: '全周期闭环',
      leadUnit: '县综合执法局',
      criteria: [],
      coUnits: ['县农业农村局', '各乡镇（街道）'],
      keywords: [],
      category: '城乡建设/城市建设和市政管理',
      limit: { workingDays: 30 },
      urgency: 'normal',
      source: '专班交办',
    });
  });

  it('has only what its cells hold', () => {
    expect(input({ 紧急程度: '' })).toEqual({
      title: '智慧犬管',
      criteria: [],
      coUnits: [],
      keywords: [],
      limit: { workingDays: 30 },
    });
  });

  it('is refused without a name', () => {
    expect(faults({ 任务名称: '' })).toEqual([expect.objectContaining({ column: '任务名称', value: '' })]);
  });

  it('takes one lead unit with a separator left over', () => {
    expect(input({ 牵头单位: '县教育局；' })).toMatchObject({ leadUnit: '县教育局' });
  });

  it('names every fault at once', () => {
    const found = faults({ 任务名称: '', 完成时限: '?', 紧急程度: '重要' });
    expect(found.map(({ column }) => column)).toEqual(['任务名称', '完成时限', '紧急程度']);
  });

  it.each([
    ['一般', 'normal'],
    ['平', 'normal'],
    ['特急', 'urgent'],
    ['加急', 'urgent'],
    [' 急 ', 'urgent'],
  ])('takes %j for its urgency, and says as what', (cell, urgency) => {
    const read = readLedgerRow(row({ 紧急程度: cell }), TERMS);
    expect(read).toMatchObject({ matter: { urgency }, notes: [{ code: 'urgency-mapped', value: cell }] });
  });

  it.each(['重要', '一级', '★★'])('is asked about %j for its urgency', (cell) => {
    expect(faults({ 紧急程度: cell })).toMatchObject([{ kind: 'asked', column: '紧急程度', value: cell }]);
  });

  it.each(['#REF!', '#N/A', '#VALUE!', '########', '#DIV/0!'])(
    'is refused where a cell holds the error %s',
    (cell) => {
      expect(faults({ 工作目标: cell })).toMatchObject([
        {
          kind: 'refused',
          column: '工作目标',
          value: cell,
          message: { zh: expect.stringContaining('出错标记') },
        },
      ]);
    },
  );

  it('keeps the lines of prose, and has its title on one', () => {
    expect(
      input({ 任务名称: '智慧犬管\n（二期）', 工作目标: '登记\n免疫', 来源: '专班\n交办' }),
    ).toMatchObject({
      title: '智慧犬管 （二期）',
      goal: '登记\n免疫',
      source: '专班 交办',
    });
  });

  it('has a criterion for each numbered line', () => {
    expect(input({ 验收标准: '1. 平台上线\n（含小程序）\n（2）数据互通\n③ 群众会用' })).toMatchObject({
      criteria: [
        { id: '1', text: '平台上线\n（含小程序）' },
        { id: '2', text: '数据互通' },
        { id: '3', text: '群众会用' },
      ],
    });
    expect(input({ 验收标准: '平台上线\n数据互通' })).toMatchObject({
      criteria: [{ id: '1', text: '平台上线\n数据互通' }],
    });
  });
});

describe('what the workflow finds wrong', () => {
  it('is told by the cell it came from', () => {
    const cells = row({ 任务名称: '长'.repeat(300) });
    const found = faultsOfInput(
      [
        {
          pointer: '/title',

          message: { zh: '应为 1 至 200 个字', en: 'Expected 1 to 200 characters' },
        },
        { pointer: '/coUnits/3', message: { zh: '…', en: '…' } },
        { pointer: '', message: { zh: '…', en: '…' } },
      ],
      cells,
    );
    expect(found.map(({ column }) => column)).toEqual(['任务名称', '配合单位', null]);
    expect(found[0]?.value).toBe(cells['任务名称']);
    expect(found[0]?.message.zh.length).toBeLessThan(150);
  });
});

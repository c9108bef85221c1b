import { describe, expect, it } from '@jest/globals';
import { LEDGER_COLUMNS, type LedgerCells } from '../../src/tasks/ledger-columns.ts';
import { faultsOfInput, readLedgerRow } from '../../src/tasks/ledger-row.ts';

function row(cells: Partial<LedgerCells>): LedgerCells {
  const empty = Object.fromEntries(LEDGER_COLUMNS.map((column) => [column, ''])) as LedgerCells;
  return { ...empty, 任务名称: '智慧犬管', 完成时限: '30个工作日', 紧急程度: '普通', ...cells };
}

const input = (cells: Partial<LedgerCells>) => {
  const read = readLedgerRow(row(cells));
  return 'input' in read ? read.input : read.faults;
};
const faults = (cells: Partial<LedgerCells>) => {
  const read = readLedgerRow(row(cells));
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
      coUnits: ['县农业农村局', '各乡镇（街道）'],
      category: '城乡建设/城市建设和市政管理',
      limit: { workingDays: 30 },
      urgency: 'normal',
      source: '专班交办',
    });
  });

  it('has only what its cells hold', () => {
    expect(input({ 紧急程度: '' })).toEqual({
      title: '智慧犬管',
      coUnits: [],
      limit: { workingDays: 30 },
      urgency: 'normal',
    });
  });

  it.each([
    ['30个工作日', { workingDays: 30 }],
    ['1 个工作日', { workingDays: 1 }],
    ['2026-12-31', { date: '2026-12-31' }],
  ])('takes %s as its limit', (cell, limit) => {
    expect(input({ 完成时限: cell })).toMatchObject({ limit });
  });

  it.each([
    '',
    '尽快',
    '0个工作日',
    '1001个工作日',
    '-3个工作日',
    '30天',
    '2026/12/31',
    '2026-02-30',
    '1999-12-31',
    '2026-12-31T00:00:00Z',
    '46000',
  ])('refuses %j as its limit, with the cell and what was expected', (cell) => {
    expect(faults({ 完成时限: cell })).toEqual([
      expect.objectContaining({
        column: '完成时限',
        value: cell,
        expected: { zh: expect.stringContaining('个工作日'), en: expect.stringContaining('2026-12-31') },
        message: { zh: expect.stringContaining('应为'), en: expect.stringContaining('expected') },
      }),
    ]);
  });

  it('is refused without a name', () => {
    expect(faults({ 任务名称: '' })).toEqual([expect.objectContaining({ column: '任务名称', value: '' })]);
  });

  it.each(['县教育局;县市场监管局', '县教育局；县市场监管局', '县教育局、县市场监管局'])(
    'is refused with two lead units: %s',
    (cell) => {
      const [fault] = faults({ 牵头单位: cell });
      expect(fault).toMatchObject({ column: '牵头单位', value: cell });
      expect(fault?.message.zh).toContain('牵头单位只能一个');
    },
  );

  it('takes one lead unit with a separator left over', () => {
    expect(input({ 牵头单位: '县教育局；' })).toMatchObject({ leadUnit: '县教育局' });
  });

  it('names every fault at once', () => {
    const found = faults({ 任务名称: '', 牵头单位: 'a;b', 完成时限: '?', 紧急程度: '特急' });
    expect(found.map(({ column }) => column)).toEqual(['任务名称', '牵头单位', '完成时限', '紧急程度']);
  });
});

describe('what the workflow finds wrong', () => {
  it('is told by the cell it came from', () => {
    const cells = row({ 任务名称: '长'.repeat(300) });
    const found = faultsOfInput(
      [
        {
          pointer: '/title',
          code: 'custom',
          message: { zh: '应为 1 至 200 个字', en: 'Expected 1 to 200 characters' },
        },
        { pointer: '/coUnits/3', code: 'custom', message: { zh: '…', en: '…' } },
        { pointer: '', code: 'custom', message: { zh: '…', en: '…' } },
      ],
      cells,
    );
    expect(found.map(({ column }) => column)).toEqual(['任务名称', '配合单位', null]);
    expect(found[0]?.value).toBe(cells['任务名称']);
    expect(found[0]?.message.zh.length).toBeLessThan(150);
  });
});

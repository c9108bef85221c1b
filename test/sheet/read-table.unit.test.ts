import { describe, expect, it } from '@jest/globals';
import { ledgerColumns } from '../../src/contract/ledger-columns.ts';
import { readCsv } from '../../src/sheet/csv/read-csv.ts';
import { MOST_ROWS } from '../../src/sheet/grid.ts';
import { readTable } from '../../src/sheet/read-table.ts';

const HEAD = '序号,任务名称,工作目标,牵头单位,配合单位,事项分类,完成时限,紧急程度,来源';
const cells = (title: string) => `1,${title},,,,,10个工作日,普通,`;
const read = (text: string, answers = new Map<string, string | undefined>()) =>
  readTable(readCsv(text), { columns: ledgerColumns, answers });
const titles = (text: string) => read(text).rows.map(({ cells: { 任务名称 } }) => 任务名称);
const refusal = (part: string) =>
  expect.objectContaining({ code: 'body-invalid', message: expect.stringContaining(part) });

describe('the rows of a ledger', () => {
  it('may end in LF, CRLF or CR, the last one in nothing', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(titles([HEAD, cells('甲'), cells('乙')].join(end))).toEqual(['甲', '乙']);
    }
  });

  it.each(['\t', ';', ','])('may part their cells by %j, with other such signs within', (delimiter) => {
    const part = (text: string) => text.replaceAll(',', delimiter);
    const quoted = `1${delimiter}"甲${delimiter}；,;乙"${delimiter.repeat(5)}10个工作日${delimiter}普通${delimiter}`;
    expect(titles(`${part(HEAD)}\n${quoted}\n${part(cells('乙'))}`)).toEqual([`甲${delimiter}；,;乙`, '乙']);
  });

  it('may say what parts their cells in a line of its own', () => {
    const { rows } = read(`sep=;\r\n任务名称;完成时限\r\n甲,乙,丙;10个工作日`);
    expect(rows).toMatchObject([{ row: 3, cells: { 任务名称: '甲,乙,丙' } }]);
  });

  it('may have quoted cells with commas, quotes and line breaks in them', () => {
    expect(
      titles(`${HEAD}\n${cells('"甲,乙"')}\n${cells('"“一件事”""集成"""')}\n${cells('"甲\r\n乙"')}`),
    ).toEqual(['甲,乙', '“一件事”"集成"', '甲\n乙']);
  });

  it('are counted as the spreadsheet shows them, with heading, titles and blank rows', () => {
    const { rows } = read(`台账\n${HEAD}\n\n${cells('"甲\n乙"')}\n,,,,,,,,\n${cells('丙')}\n`);
    expect(rows.map(({ row }) => row)).toEqual([4, 6]);
  });

  it('may be shorter than the heading, or have empty cells at the end', () => {
    const { rows } = read(
      `${HEAD}\n1,甲,,,,,10个工作日,普通\n2,乙,,,,,10个工作日\n3,丙,,,,,10个工作日,普通,,,,\n`,
    );
    expect(rows.map(({ cells: { 任务名称, 来源 }, beyond }) => [任务名称, 来源, beyond])).toEqual([
      ['甲', '', undefined],
      ['乙', '', undefined],
      ['丙', '', undefined],
    ]);
  });

  it('keep what stands beyond the heading, for the row to be refused by itself', () => {
    const { rows } = read(`${HEAD}\n${cells('甲')},多\n${cells('乙')}`);
    expect(rows.map(({ beyond }) => beyond)).toEqual([{ column: 'J', text: '多' }, undefined]);
  });

  it('lose the apostrophe that keeps them from being formulas', () => {
    expect(titles(`${HEAD}\n${cells(`'=甲`)}\n${cells(`'甲`)}\n${cells('="0012"')}`)).toEqual([
      '=甲',
      `'甲`,
      '0012',
    ]);
  });

  it('leave out titles, sums, notes, headlines of groups, numbers alone and headings repeated, and say so', () => {
    const { rows, skipped } = read(
      [
        '安吉县数字化改革任务台账,,,,,,,,',
        '（2026年第四季度）',
        HEAD,
        '一、数字政府,,,,,,,,',
        cells('甲'),
        HEAD,
        cells('乙'),
        '3,,,,,,,,',
        '合计,2 件,,,,,,,',
        '备注：牵头单位为第一责任,,,,,,,,',
        '填表人：张三,,,审核人：李四,,,,,',
      ].join('\n'),
    );
    expect(rows.map(({ cells: { 任务名称 } }) => 任务名称)).toEqual(['甲', '乙']);
    expect(skipped.map(({ row, why }) => [row, why])).toEqual([
      [1, 'title'],
      [2, 'title'],
      [4, 'note'],
      [6, 'heading'],
      [8, 'numbered'],
      [9, 'note'],
      [10, 'note'],
      [11, 'note'],
    ]);
    expect(skipped[0]?.message.zh).toContain('第 1 行');
  });

  it('are rows also where they begin like a note', () => {
    const made = titles(
      '任务名称,牵头单位,完成时限\n注册登记便利化,县市场监管局,10个工作日\n日期,县教育局,\n备注系统,县教育局,\n甲,,',
    );
    expect(made).toEqual(['注册登记便利化', '日期', '备注系统', '甲']);
  });
});

describe('the heading of a ledger', () => {
  it.each([
    ['序号,事项名称,目标任务,责任单位,协办单位,类别,办结时限,缓急程度,任务来源'],
    ['No.,改革任务,工作要求,主办单位,配合部门,任务分类,截止日期,轻重缓急,依据'],
    ['编号,工作任务,工作内容,承办单位,协同单位,分类,完成时间（年/月/日）,紧急程度*,来源：'],
    [' 序 号 ,任务 名称,工作目标,牵头（责任）单位,配合单位,事项分类,完成时限,紧急程度,来源'],
    ['序号,任务名称,工作目标,责任\n单位,配合单位,事项分类,完成\n时限,紧急程度,来源'],
  ])('may be written %s', (head) => {
    const quoted = head.split(',').map((name) => `"${name}"`);
    const { rows, unread, questions } = read(
      `${quoted.join(',')}\n1,甲,目标,县教育局,县公安局,甲/乙,10个工作日,一般,会议`,
    );
    expect([unread, questions]).toEqual([[], []]);
    expect(rows[0]?.cells).toMatchObject({
      任务名称: '甲',
      工作目标: '目标',
      牵头单位: '县教育局',
      配合单位: '县公安局',
      事项分类: '甲/乙',
      完成时限: '10个工作日',
      紧急程度: '一般',
      来源: '会议',
    });
  });

  it('goes by names in any order, unknown ones named and not read', () => {
    const { rows, unread, questions } = read('完成时限,备注,任务名称,经费\n10个工作日,x,甲,3,');
    expect(rows[0]?.cells).toMatchObject({ 任务名称: '甲', 完成时限: '10个工作日', 来源: '' });
    expect(unread.map(({ heading }) => heading)).toEqual(['备注', '经费']);
    expect(questions).toEqual([]);
  });

  it.each([
    ['责任单', '牵头单位'],
    ['县责任单位', '牵头单位'],
    ['单位', '牵头单位'],
    ['紧急成度', '紧急程度'],
    ['协办单', '配合单位'],
    ['工作目标及举措', '工作目标'],
  ])('is asked about %s, whether it is %s', (heading, column) => {
    const file = `任务名称,完成时限,${heading}\n甲,10个工作日,x`;
    expect(read(file).questions).toMatchObject([
      { heading, column, message: { zh: expect.stringContaining(column) } },
    ]);
    expect(read(file, new Map([[heading, column]])).rows[0]?.cells).toMatchObject({ [column]: 'x' });
    expect(read(file, new Map([[heading, undefined]]))).toMatchObject({
      questions: [],
      unread: [{ heading, isKnown: true }],
    });
  });

  it.each(['责任人', '联系电话', '进展情况', '完成情况', '备注', '经费（万元）', '分管领导'])(
    'is not asked about %s',
    (heading) => {
      expect(read(`任务名称,完成时限,${heading}\n甲,10个工作日,x`).questions).toEqual([]);
    },
  );

  it('is asked which is which of two names for one column', () => {
    const file = '任务名称,牵头单位,责任单位,完成时限\n甲,县教育局,县公安局,10个工作日';
    expect(read(file).questions.map(({ heading }) => heading)).toEqual(['牵头单位', '责任单位']);
    const answered = read(file, new Map([['责任单位', '配合单位']]));
    expect(answered.questions).toEqual([]);
    expect(answered.rows[0]?.cells).toMatchObject({ 牵头单位: '县教育局', 配合单位: '县公安局' });
  });

  it('may have a second row under a heading that was merged', () => {
    const { rows } = read(
      '序号,任务名称,责任单位,,完成时限\n,,牵头单位,配合单位,\n1,甲,县教育局,县公安局,10个工作日',
    );
    expect(rows).toMatchObject([{ row: 3, cells: { 牵头单位: '县教育局', 配合单位: '县公安局' } }]);
  });

  it('may have a first row of which only a part was merged down into the second', () => {
    const { rows, unread, skipped } = read(
      '台账\n序号,任务名称,责任单位,,完成时限,联系人\n序号,任务名称,牵头单位,配合单位,完成时限,\n1,甲,县教育局,县公安局,10个工作日,张三',
    );
    expect(rows).toMatchObject([
      { row: 4, beyond: undefined, cells: { 牵头单位: '县教育局', 配合单位: '县公安局' } },
    ]);
    expect(unread.map(({ heading }) => heading)).toEqual(['联系人']);
    expect(skipped.map(({ row }) => row)).toEqual([1]);
  });

  it('says of a column without heading that it is not read', () => {
    expect(read('任务名称,,完成时限\n甲,x,10个工作日').unread.map(({ heading }) => heading)).toEqual([
      'B 列（无表头）',
    ]);
  });

  it('is refused where the file is no ledger, saying what is expected', () => {
    expect(() => read('')).toThrow(refusal('任务名称'));
    expect(() => read('a,b\n1,2')).toThrow(refusal('完成时限'));
    expect(() => read('牵头单位,完成时限\n甲,乙')).toThrow(refusal('缺少“任务名称”'));
    expect(() => read(`${HEAD},任务名称\n`)).toThrow(refusal('出现两次（B 列和 J 列）'));
    expect(() => read(`${HEAD}\n1,"甲,,,,,10个工作日,普通,\n${cells('乙')}`)).toThrow(refusal('引号'));
    expect(() => read(`${HEAD}\n${cells('甲')}`, new Map([['经费', '来源']]))).toThrow(
      refusal('没有表头“经费”'),
    );
    expect(() => read(`${HEAD},经费\n${cells('甲')}`, new Map([['经费', '钱']]))).toThrow(
      refusal('没有“钱”这一列'),
    );
    expect(() =>
      read([HEAD, ...Array.from({ length: MOST_ROWS + 1 }, () => cells('甲'))].join('\n')),
    ).toThrow(refusal(`${MOST_ROWS}`));
  });
});

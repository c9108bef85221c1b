import { describe, expect, it } from '@jest/globals';
import { LEDGER_COLUMNS } from '../../src/tasks/ledger-columns.ts';
import { MOST_ROWS, readLedgerRows } from '../../src/tasks/ledger-rows.ts';

const HEAD = LEDGER_COLUMNS.join(',');
const cells = (title: string) => `1,${title},,,,,10个工作日,普通,`;
const titles = (text: string) => readLedgerRows(text).rows.map(({ cells: { 任务名称 } }) => 任务名称);
const refusal = (part: string) =>
  expect.objectContaining({ code: 'body-invalid', message: expect.stringContaining(part) });

describe('the rows of a ledger', () => {
  it('may end in LF, CRLF or CR, the last one in nothing', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(titles([HEAD, cells('甲'), cells('乙')].join(end))).toEqual(['甲', '乙']);
    }
  });

  it('may have quoted cells with commas, quotes and line breaks in them', () => {
    expect(
      titles(`${HEAD}\n${cells('"甲,乙"')}\n${cells('"“一件事”""集成"""')}\n${cells('"甲\n乙"')}`),
    ).toEqual(['甲,乙', '“一件事”"集成"', '甲\n乙']);
  });

  it('are counted from 1 below the heading, blank ones left out, and know their line', () => {
    const { rows } = readLedgerRows(`${HEAD}\n\n${cells('甲')}\n,,,,,,,,\n${cells('乙')}\n`);
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 3],
      [2, 5],
    ]);
  });

  it('go by the names of the columns, in any order, unknown ones named and not read', () => {
    const { rows, ignored } = readLedgerRows('完成时限,备注,任务名称\n10个工作日,x,甲');
    expect(rows[0]?.cells).toMatchObject({ 任务名称: '甲', 完成时限: '10个工作日', 来源: '' });
    expect(ignored).toEqual(['备注']);
  });

  it('keep how many cells they have, for the row to be refused by itself', () => {
    const { rows, width } = readLedgerRows(`${HEAD}\n${cells('甲')},多\n${cells('乙')}`);
    expect([width, ...rows.map((row) => row.width)]).toEqual([9, 10, 9]);
  });

  it('are refused together where the file is no ledger', () => {
    expect(() => readLedgerRows('')).toThrow(refusal('任务名称'));
    expect(() => readLedgerRows('a,b\n1,2')).toThrow(refusal('完成时限'));
    expect(() => readLedgerRows(`${HEAD},任务名称\n`)).toThrow(refusal('两次'));
    expect(() => readLedgerRows(`${HEAD}\n1,"甲,,,,,10个工作日,普通,\n${cells('乙')}`)).toThrow(
      refusal('引号'),
    );
    expect(() =>
      readLedgerRows([HEAD, ...Array.from({ length: MOST_ROWS + 1 }, () => cells('甲'))].join('\n')),
    ).toThrow(refusal(`${MOST_ROWS}`));
  });
});

import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { ledgerColumns } from '../../src/contract/ledger-columns.ts';
import { hasHeading } from '../../src/sheet/find-heading.ts';
import type { Grid } from '../../src/sheet/grid.ts';
import { readFile } from '../../src/sheet/read-file.ts';
import { writeXlsx } from '../../src/sheet/write-xlsx.ts';
import { type SheetGiven, textRow, workbook } from './workbook.ts';

const isTable = (grid: Grid) => hasHeading(grid, ledgerColumns);
const open = (bytes: Uint8Array, name?: string) => readFile(bytes, { isTable, name });
const rowsOf = async (
  given: Omit<SheetGiven, 'name'>,
  terms: Partial<Parameters<typeof workbook>[0]> = {},
) => {
  const { grid } = await open(workbook({ sheets: [{ name: '台账', ...given }], ...terms }));
  return grid.rows.map(({ row, cells }) => [row, ...cells]);
};
const refusal = (part: string) =>
  expect.objectContaining({ code: 'body-invalid', message: expect.stringContaining(part) });

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe('a cell of a workbook', () => {
  it('is a text wherever the workbook keeps it, without its readings', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><f>A1</f><v>算得</v></c></row>';
    const strings =
      '<si><t>甲</t></si><si><r><t>富</t></r><r><rPr/><t xml:space="preserve">文本 </t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si>';
    expect(await rowsOf({ rows }, { strings })).toEqual([[1, '甲', '富文本', '算得']]);
  });

  it('is a number as it stands, and a day where its format shows one', async () => {
    const formats = [
      14,
      'yyyy"年"m"月"d"日"',
      '[$-804]yyyy/m/d h:mm;@',
      '0.00_);[Red](0.00)',
      '"第"0"天"',
      31,
    ];
    const cells = ['46387', '46387', '46387.729166667', '46387', '30', '46387', '46387'].map(
      (value, n) => `<c s="${n < 6 ? n + 1 : 0}"><v>${value}</v></c>`,
    );
    expect(await rowsOf({ rows: `<row>${cells.join('')}</row>` }, { formats })).toEqual([
      [1, '2026-12-31', '2026-12-31', '2026-12-31 17:30', '46387', '30', '2026-12-31', '46387'],
    ]);
  });

  it('is a day also where the workbook counts from 1904', async () => {
    const rows = '<row r="1"><c s="1"><v>44925</v></c></row>';
    expect(await rowsOf({ rows }, { formats: [14], date1904: true })).toEqual([[1, '2026-12-31']]);
  });

  it('is what was kept of its formula, or its error, or that it was never worked out', async () => {
    const rows =
      '<row r="1"><c><f>1+1</f><v>2</v></c><c t="e"><f>B9</f><v>#REF!</v></c><c><f>NOW()</f></c><c t="b"><v>1</v></c></row>';
    expect(await rowsOf({ rows })).toEqual([[1, '2', '#REF!', '#未计算!', 'TRUE']]);
  });

  it('loses the marks of other systems’ line ends and keeps its lines', async () => {
    const rows = textRow(1, '甲_x000D_\n乙', ' 丙 ', '&lt;丁&gt;&#10;戊');
    expect(await rowsOf({ rows })).toEqual([[1, '甲\n乙', '丙', '<丁>\n戊']]);
  });

  it('is repeated downwards only where the workbook says that it is merged', async () => {
    const rows = [
      textRow(2, '甲', 'x'),
      textRow(3, null, 'y'),
      textRow(4, null, 'z'),
      textRow(6, '乙', null, '丙'),
      textRow(7, '丁'),
    ].join('');
    const after = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="C6:E6"/></mergeCells>';
    expect(await rowsOf({ rows, after })).toEqual([
      [2, '甲', 'x'],
      [3, '甲', 'y'],
      [4, '', 'z'],
      [6, '乙', '', '丙'],
      [7, '丁'],
    ]);
  });
});

describe('a workbook', () => {
  const ledger = `${textRow(1, '任务名称', '完成时限')}${textRow(2, '甲', '10个工作日')}`;

  it('is read from the first visible sheet that looks like a ledger, and says which others it has', async () => {
    const bytes = workbook({
      sheets: [
        { name: '旧', rows: ledger, state: 'hidden' },
        { name: '说明', rows: textRow(1, '请填写') },
        { name: '台账', rows: ledger },
        { name: '另一份', rows: ledger },
      ],
    });
    const { read } = await open(bytes);
    expect(read).toMatchObject({
      format: 'xlsx',
      encoding: null,
      sheet: '台账',
      otherSheets: [
        { name: '旧', hidden: true },
        { name: '说明', hidden: false },
        { name: '另一份', hidden: false },
      ],
    });
    expect((await open(bytes, '另一份')).read.sheet).toBe('另一份');
    expect((await open(bytes, '旧')).read.sheet).toBe('旧');
    await expect(open(bytes, '没有')).rejects.toThrow(refusal('“台账”'));
  });

  it('counts rows that a filter has hidden', async () => {
    const rows = `${ledger}<row r="3" hidden="1"><c t="inlineStr"><is><t>乙</t></is></c></row>`;
    expect((await open(workbook({ sheets: [{ name: '台账', rows }] }))).read.hiddenRows).toBe(1);
  });

  it('is the same again after it was written', async () => {
    const rows = [
      ['任务名称', '完成时限'],
      ['=1+1 “甲”<乙>', '2026-12-31'],
      ['两\n行', ''],
    ];
    const { grid } = await open(
      await writeXlsx({ name: '台账', rows, widths: [10, 10], choices: new Map([[1, ['普通']]]) }),
    );
    expect(grid.rows.map(({ cells }) => cells)).toEqual([
      rows[0],
      [`'=1+1 “甲”<乙>`, '2026-12-31'],
      ['两\n行'],
    ]);
  });
});

describe('what is no workbook', () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const whole = workbook({ sheets: [{ name: '台账', rows: textRow(1, '任务名称', '完成时限') }] });

  it.each<[string, Uint8Array, string]>([
    ['an old workbook', ole, '.xls'],
    ['a workbook with a password', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), '密码'],
    ['a text document', zip({ 'word/document.xml': '<x/>' }), '不是 .xlsx'],
    ['an OpenDocument sheet', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), '.ods'],
    ['a web page called .xls', Buffer.from('<html><table><tr><td>任务名称</td></tr></table></html>'), '网页'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'PDF'],
    ['a workbook that was cut off', whole.subarray(0, whole.length - 40), '损坏'],
    ['a workbook whose XML is broken', workbook({ sheets: [{ name: 'x', rows: '<row><c>' }] }), '损坏'],
  ])('is refused saying what to do: %s', async (_, bytes, part) => {
    await expect(open(bytes)).rejects.toThrow(refusal(part));
  });

  it('is refused where it would unpack to far more than it is', async () => {
    const rows = `<row r="1"><c t="inlineStr"><is><t>${' '.repeat(90 * 1024 * 1024)}</t></is></c></row>`;
    const bomb = workbook({
      sheets: [
        { name: 'a', rows },
        { name: 'b', rows },
      ],
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(open(bomb)).rejects.toThrow(refusal('过大'));
  });

  it('is refused where it claims to be smaller than it is', async () => {
    const lying = Buffer.from(
      workbook({ sheets: [{ name: '台账', rows: textRow(1, '任务名称', '甲'.repeat(5_000)) }] }),
    );
    // The size in the directory at the end of the archive, of the entry of the sheet.
    const entry = lying.lastIndexOf(Buffer.from('xl/worksheets/sheet0.xml')) - 46;
    lying.writeUInt32LE(100, entry + 24);
    await expect(open(lying)).rejects.toThrow(refusal('损坏'));
  });

  it('is refused with more rows or columns than are read', async () => {
    const many = Array.from({ length: 20_200 }, (_, n) => textRow(n + 1, '甲')).join('');
    await expect(open(workbook({ sheets: [{ name: 'a', rows: many }] }))).rejects.toThrow(refusal('20000'));
    const wide = '<row r="1"><c r="ZZ1" t="inlineStr"><is><t>甲</t></is></c></row>';
    await expect(open(workbook({ sheets: [{ name: 'a', rows: wide }] }))).rejects.toThrow(refusal('256 列'));
  });
});

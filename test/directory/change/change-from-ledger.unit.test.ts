import { describe, expect, it } from '@jest/globals';
import { changeFromLedger as changeFromGrid } from '../../../src/directory/change/change-from-ledger.ts';
import { planDirectoryChange } from '../../../src/directory/change/plan-change.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { exportDirectory, importDirectory } from '../../../src/directory/files/export-directory.ts';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { seatLedger } from '../../../src/directory/resolve/seat-ledger.ts';
import { readCsv } from '../../../src/sheet/csv/read-csv.ts';
import { smallCounty, withUnit } from '../small-county.ts';
import { after, now, week } from './planning.ts';

const county = smallCounty();
const ledger = seatLedger(county, now);
const changeFromLedger = (directory: Directory, text: string, at: string) =>
  changeFromGrid(directory, readCsv(text), at);

describe('the ledger of seats', () => {
  it('asks for nothing as it was exported', () => {
    expect(ledger.startsWith('\ufeff单位编码,')).toBe(true);
    expect(ledger).toContain(
      '330523-O1,县教育局,,330523-O1/A,数字专员（A角）,1,p-O1-A,任330523-O1/A,,2021-04-01',
    );
    expect(changeFromLedger(county, ledger, now)).toEqual({ change: undefined, faults: [] });
  });

  it('as edited in a spreadsheet appoints, vacates, adds and renames', () => {
    const edited = ledger
      .replace('p-O1-A,任330523-O1/A,', 'p-new,新来,数据管理、统计')
      .replace('p-O1-L,任330523-O1/L,', ',,')
      .replace('p-O2-A,任330523-O2/A', 'p-O2-A,改名');
    const { change, faults } = changeFromLedger(county, edited, now);
    expect(faults).toEqual([]);
    if (!change) throw new Error('expected a change');
    const { after: changed, conflicts } = planDirectoryChange(county, change, { at: now, calendar: week });
    expect(conflicts).toEqual([]);
    expect(resolveSeat(changed, '330523-O1/A', now).person).toEqual({
      id: 'p-new',
      name: '新来',
      qualifications: ['数据管理', '统计'],
    });
    expect(resolveSeat(changed, '330523-O1/L', now).via).toBe('hostSectionHead');
    expect(resolveSeat(changed, '330523-O2/A', now).person.name).toBe('改名');
    expect(changeFromLedger(changed, seatLedger(changed, now), now).change).toBeUndefined();
  });

  it('keeps a name that a spreadsheet would take for a formula', () => {
    const named = after([{ op: 'changePerson', person: 'p-O1-A', name: '=1+1' }]);
    const text = seatLedger(named, now);
    expect(text).toContain("'=1+1");
    expect(changeFromLedger(named, text, now)).toEqual({ change: undefined, faults: [] });
  });

  it.each([
    ['330523-O1/A,', '330523-O9/A,', { row: 2, column: '岗位编码', value: '330523-O9/A' }],
    ['330523-O1/B,', '330523-O1/A,', { row: 3, column: '岗位编码', message: { zh: '该岗位已在第2行出现' } }],
    ['p-O1-A,', '编号一,', { row: 2, column: '人员编号', value: '编号一' }],
    ['p-O1-A,任330523-O1/A', 'p-O1-A,', { row: 2, column: '姓名' }],
    ['p-O1-A,', ',', { row: 2, column: '人员编号' }],
    [
      'p-O1-A,任330523-O1/A',
      'p-O1-A,#N/A',
      { row: 2, column: '姓名', message: { zh: expect.stringContaining('出错标记') } },
    ],
    [
      '2021-04-01',
      '2026年12月底',
      { row: 2, column: '任职起', message: { zh: expect.stringContaining('2026-12-31') } },
    ],
    ['2021-04-01', '新近', { row: 2, column: '任职起' }],
  ])('is refused by row and column: %s → %s', (before, now_, fault) => {
    const { change, faults } = changeFromLedger(county, ledger.replace(before, now_), now);
    expect(change).toBeUndefined();
    expect(faults).toMatchObject([fault]);
  });

  it.each([
    ['人员编号', '工号', '缺少“人员编号”'],
    ['任330523-O1/A', '"任', '引号'],
    ['专业资质', '专业资格', '专业资质'],
    ['任职起', '姓名', '出现两次'],
  ])('is refused as a whole: %s → %s', (before, after_, part) => {
    expect(() => changeFromLedger(county, ledger.replace(before, after_), now)).toThrow(
      expect.objectContaining({ code: 'body-invalid', message: expect.stringContaining(part) }),
    );
  });

  it('is read as people keep it: other headings, titles above, any separator and width', () => {
    const kept = ledger
      .replace('岗位编码', '岗位编号')
      .replace('任职起', '任职时间')
      .replace('330523-O1/A,', '３３０５２３－Ｏ１/Ａ,')
      .replaceAll(',', '\t');
    expect(
      changeFromLedger(county, `各单位数字专员名册\n${kept.replace('\uFEFF', '')}\n合计\t4 人\n`, now),
    ).toEqual({
      change: undefined,
      faults: [],
    });
  });

  it.each(['2026-12-01', '2026/12/1', '2026年12月1日', '46357'])(
    'appoints from the day that is written beside the new person: %s',
    (day) => {
      const edited = ledger.replace('p-O1-A,任330523-O1/A,,2021-04-01', `p-new,新来,,${day}`);
      expect(changeFromLedger(county, edited, now).change?.operations).toMatchObject([
        { op: 'addPerson', person: 'p-new' },
        { op: 'appoint', seat: '330523-O1/A', person: 'p-new', from: '2026-11-30T16:00:00.000Z' },
      ]);
    },
  );
});

describe('an exported directory', () => {
  const rich = after([
    { op: 'addAbsence', person: 'p-O1-A', from: '2026-11-23', until: '2026-11-24', reason: '年休假' },
    { op: 'abolishUnit', unit: '330523-O2', on: '2026-12-01', successor: '330523-O1' },
    { op: 'moveHost', unit: '330523-O1', section: '330523-O1-S2' },
  ]);

  it('is the same again when it is imported', () => {
    expect(importDirectory(exportDirectory(rich))).toEqual(rich);
  });

  it('is refused when it is cut, malformed or contradicts itself', () => {
    const text = exportDirectory(rich);
    expect(() => importDirectory(text.slice(0, -9))).toThrow('Expected the JSON of an export');
    expect(() => importDirectory(text.replace('"sectionHead"', '"boss"'))).toThrow(/seats\/\d+\/kind/);
    const clash = exportDirectory(withUnit(county, '330523-O2', { aliases: ['教育局'] }));
    expect(() => importDirectory(clash)).toThrow('教育局');
  });
});

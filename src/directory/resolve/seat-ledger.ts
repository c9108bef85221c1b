import type { SheetColumn } from '../../sheet/columns.ts';
import { BOM, writeCsv } from '../../sheet/csv/write-csv.ts';
import { countyDayOf, countyMinuteOf } from '../../vocabulary/county-day.ts';
import { tenuresAt } from '../change/lookup.ts';
import type { Directory } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';

const COLUMNS = [
  { key: '单位编码', names: ['单位编码', '单位代码'] },
  { key: '单位名称', names: ['单位名称', '单位', '部门', '部门名称'] },
  { key: '科室', names: ['科室', '科室名称', '内设机构'] },
  { key: '岗位编码', names: ['岗位编码', '岗位代码', '岗位编号'], required: true },
  { key: '岗位', names: ['岗位', '岗位名称', '职务'] },
  { key: '工作占比', names: ['工作占比', '占比', '专兼职'] },
  { key: '人员编号', names: ['人员编号', '人员编码', '人员代码', '员工编号'], required: true },
  { key: '姓名', names: ['姓名', '人员姓名', '任职人员', '任职人'], required: true },
  { key: '专业资质', names: ['专业资质', '资质', '专业', '特长'] },
  {
    key: '任职起',
    names: ['任职起', '任职起始', '任职时间', '任职日期', '任职开始', '任职开始日期', '到岗时间'],
  },
] as const satisfies readonly SheetColumn[];

export type SeatLedgerColumn = (typeof COLUMNS)[number]['key'];

/** The columns of the ledger of seats, with the headings under which they are written. */
export const seatColumns: readonly SheetColumn<SeatLedgerColumn>[] = COLUMNS;

/** The columns of the ledger of seats, in order. */
export const seatLedgerColumns: readonly SeatLedgerColumn[] = COLUMNS.map(({ key }) => key);

/** Who sits where at an instant, as the CSV ledger (UTF-8 with BOM, for spreadsheets) that `changeFromLedger` reads. */
export function seatLedger(directory: Directory, at: string): string {
  const index = indexDirectory(directory);
  const held = tenuresAt(directory, at);
  const rows = directory.seats.flatMap((seat) => {
    const unit = index.units.get(seat.unit);
    if (!unit || unit.until !== undefined || seat.until !== undefined) return [];
    const tenure = held.get(seat.id);
    const person = tenure && index.people.get(tenure.person);
    const row: Record<SeatLedgerColumn, string> = {
      单位编码: unit.code,
      单位名称: unit.name,
      科室: seat.section === undefined ? '' : (index.sections.get(seat.section)?.name ?? ''),
      岗位编码: seat.id,
      岗位: seat.title,
      工作占比: String(seat.share),
      人员编号: person?.id ?? '',
      姓名: person?.name ?? '',
      专业资质: person?.qualifications.join('、') ?? '',
      任职起: tenure === undefined ? '' : sinceCell(tenure.from),
    };
    return [seatLedgerColumns.map((column) => row[column])];
  });
  return `${BOM}${writeCsv([seatLedgerColumns, ...rows], { quoted: false })}`;
}

/** Since when a seat is held: the county day, with the time where it did not begin with the day. */
export function sinceCell(from: string): string {
  if (from.length === 10) return from;
  const minute = countyMinuteOf(from);
  return minute.endsWith(' 00:00') ? countyDayOf(from) : minute;
}

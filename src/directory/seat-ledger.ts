import { stringify } from 'csv-stringify/sync';
import { tenuresAt } from './change/lookup.ts';
import type { Directory } from './directory.ts';
import { indexDirectory } from './directory-index.ts';

/** The columns of the ledger of seats, in order. */
export const seatLedgerColumns = [
  '单位编码',
  '单位名称',
  '科室',
  '岗位编码',
  '岗位',
  '工作占比',
  '人员编号',
  '姓名',
  '专业资质',
  '任职起',
] as const;

export type SeatLedgerColumn = (typeof seatLedgerColumns)[number];

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
      任职起: tenure?.from ?? '',
    };
    return [row];
  });
  return stringify(rows, { header: true, columns: [...seatLedgerColumns], bom: true, escape_formulas: true });
}

import { cellError } from '../../sheet/cell-error.ts';
import { readDay } from '../../sheet/days/read-day.ts';
import { foldWidth } from '../../sheet/fold.ts';
import type { Grid } from '../../sheet/grid.ts';
import { readTable } from '../../sheet/read-table.ts';
import { refusedFile } from '../../sheet/refused-file.ts';
import { countyDayOf, startOfCountyDay } from '../../vocabulary/county-day.ts';
import type { Directory } from '../directory.ts';
import { type SeatLedgerColumn, seatColumns, seatLedgerColumns, sinceCell } from '../resolve/seat-ledger.ts';
import type { DirectoryChange, Operation } from './change.ts';
import { tenuresAt } from './lookup.ts';

/** A cell of the ledger that cannot be taken, with what was expected. */
export interface LedgerFault {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly column: SeatLedgerColumn;
  readonly value: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export interface LedgerChange {
  /** Undefined when the ledger says what is so already, or has faults. */
  readonly change: DirectoryChange | undefined;
  readonly faults: readonly LedgerFault[];
}

interface Row {
  readonly row: number;
  readonly cells: Readonly<Record<SeatLedgerColumn, string>>;
  /** From when on its person holds the seat: an ISO instant where the cell says so. */
  readonly from: string;
}

/**
 * The change that a ledger of seats asks for, as of `at` (ISO instant): an empty person vacates the seat, another one is
 * appointed, from the day under 任职起 where that was changed, and people who are not known are added. Seats that the
 * ledger leaves out stay as they are. Throws `body-invalid` where the file is no ledger of seats.
 */
export function changeFromLedger(directory: Directory, grid: Grid, at: string): LedgerChange {
  const table = readTable(grid, { columns: seatColumns });
  const [question] = table.questions;
  if (question !== undefined) {
    throw refusedFile(`${question.message.zh}。`, `${question.message.en}.`, { questions: table.questions });
  }
  const since = sinceOf(directory, at);
  const faults: LedgerFault[] = [];
  const rows = table.rows.map(({ row, cells }): Row => {
    const said = withFoldedCodes(cells);
    const read = fromOf(said, since.get(said.岗位编码) ?? '', { at, epoch: grid.epoch });
    const error = seatLedgerColumns.find((column) => cellError(said[column]) !== undefined);
    if (error !== undefined) faults.push({ row, column: error, value: said[error], message: CELL_ERROR });
    if ('fault' in read) faults.push({ row, column: '任职起', value: said.任职起, message: read.fault });
    return { row, cells: said, from: 'from' in read ? read.from : at };
  });
  const all = [...faults, ...rowFaults(directory, rows)];
  if (all.length > 0) return { change: undefined, faults: all };
  const operations = [...peopleIn(directory, rows), ...holdersIn(directory, rows, at)];
  const change = operations.length > 0 ? { reason: '按岗位台账导入', operations } : undefined;
  return { change, faults: [] };
}

const CELL_ERROR = {
  zh: '是电子表格的出错标记，请改为正确的内容',
  en: 'This is the mark of an error in the spreadsheet; write the content itself',
};

/** Codes mean the same in any width. */
function withFoldedCodes(cells: Row['cells']): Row['cells'] {
  const { 岗位编码: seat, 人员编号: person, 单位编码: unit } = cells;
  return { ...cells, 岗位编码: foldWidth(seat), 人员编号: foldWidth(person), 单位编码: foldWidth(unit) };
}

/** What the ledger shows under 任职起 for each seat, by which an edited cell is known. */
function sinceOf(directory: Directory, at: string): ReadonlyMap<string, string> {
  return new Map([...tenuresAt(directory, at)].map(([seat, { from }]) => [seat, sinceCell(from)]));
}

function fromOf(
  { 任职起: written }: Row['cells'],
  shown: string,
  { at, epoch }: { readonly at: string; readonly epoch: Grid['epoch'] },
): { readonly from: string } | { readonly fault: LedgerFault['message'] } {
  if (written === '' || written === shown) return { from: at };
  const read = readDay(written, { today: countyDayOf(at), epoch });
  if ('kind' in read) {
    const { why, write } = read;
    return { fault: { zh: `${why.zh}，请写：${write.zh}`, en: `${why.en}, expected ${write.en}` } };
  }
  // A spreadsheet may show the day it was given in another form.
  if (read.day === shown) return { from: at };
  const midnight = startOfCountyDay(read.day);
  const [hours = 0, minutes = 0] = (read.time ?? '0:0').split(':').map(Number);
  return { from: new Date(Date.parse(midnight) + (hours * 60 + minutes) * 60_000).toISOString() };
}

function rowFaults(directory: Directory, rows: readonly Row[]): readonly LedgerFault[] {
  const seats = new Set(directory.seats.map(({ id }) => id));
  const firstRowOf = new Map<string, number>();
  return rows.flatMap(({ row, cells }): readonly LedgerFault[] => {
    const fault = (column: SeatLedgerColumn, zh: string, en: string) => ({
      row,
      column,
      value: cells[column],
      message: { zh, en },
    });
    const seat = cells.岗位编码;
    const earlier = firstRowOf.get(seat);
    firstRowOf.set(seat, earlier ?? row);
    return [
      ...(seats.has(seat)
        ? []
        : [
            fault(
              '岗位编码',
              '目录中没有这个岗位，应如330523-O40/A',
              'There is no such seat, expected one as 330523-O40/A',
            ),
          ]),
      ...(earlier === undefined
        ? []
        : [fault('岗位编码', `该岗位已在第${earlier}行出现`, `The seat stands in row ${earlier} already`)]),
      ...(cells.人员编号 === '' || /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(cells.人员编号)
        ? []
        : [fault('人员编号', '人员编号应如p-0001', 'Expected an id as p-0001')]),
      ...(cells.人员编号 !== '' && cells.姓名 === ''
        ? [fault('姓名', '填了人员编号就应填姓名', 'Expected a name where there is an id')]
        : []),
      ...(cells.人员编号 === '' && cells.姓名 !== ''
        ? [
            fault(
              '人员编号',
              '填了姓名就应填人员编号，同名者以编号区分',
              'Expected an id where there is a name',
            ),
          ]
        : []),
    ];
  });
}

function peopleIn({ people }: Directory, rows: readonly Row[]): readonly Operation[] {
  const known = new Map(people.map((person) => [person.id, person]));
  const asked = new Map(
    rows.filter(({ cells }) => cells.人员编号 !== '').map(({ cells }) => [cells.人员编号, cells]),
  );
  return [...asked].flatMap(([person, row]): readonly Operation[] => {
    const before = known.get(person);
    const qualifications = row.专业资质.split(/[、,，;；]/).filter((text) => text !== '');
    if (!before) return [{ op: 'addPerson', person, name: row.姓名, qualifications }];
    const same = before.name === row.姓名 && before.qualifications.join('、') === qualifications.join('、');
    return same ? [] : [{ op: 'changePerson', person, name: row.姓名, qualifications }];
  });
}

function holdersIn(directory: Directory, rows: readonly Row[], at: string): readonly Operation[] {
  const held = tenuresAt(directory, at);
  return [
    ...rows
      .filter(({ cells }) => cells.人员编号 === '' && held.has(cells.岗位编码))
      .map(({ cells }): Operation => ({ op: 'vacate', seat: cells.岗位编码, at })),
    ...rows
      .filter(({ cells }) => cells.人员编号 !== '' && held.get(cells.岗位编码)?.person !== cells.人员编号)
      .map(
        ({ cells, from }): Operation => ({
          op: 'appoint',
          seat: cells.岗位编码,
          person: cells.人员编号,
          from,
        }),
      ),
  ];
}

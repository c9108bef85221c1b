import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Directory } from '../directory.ts';
import { type SeatLedgerColumn, seatLedgerColumns } from '../seat-ledger.ts';
import type { DirectoryChange, Operation } from './change.ts';
import { tenuresAt } from './lookup.ts';

/** A cell of the ledger that cannot be taken, with what was expected. */
export interface LedgerFault {
  /** Row as spreadsheets count: the heading is row 1. */
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

type Row = Readonly<Record<SeatLedgerColumn, string>>;

const rowsSchema = z.array(z.record(z.string(), z.string()));

/**
 * The change that a ledger of seats asks for, as of `at` (ISO instant): an empty person vacates the seat, another one is
 * appointed, and people who are not known are added. Seats that the ledger leaves out stay as they are. `text` is CSV
 * as `seatLedger` writes it, already decoded.
 */
export function changeFromLedger(directory: Directory, text: string, at: string): LedgerChange {
  const { rows, faults } = rowsOf(text);
  const all = [...faults, ...rowFaults(directory, rows)];
  if (all.length > 0) return { change: undefined, faults: all };
  const operations = [...peopleIn(directory, rows), ...holdersIn(directory, rows, at)];
  const change = operations.length > 0 ? { reason: '按岗位台账导入', operations } : undefined;
  return { change, faults: [] };
}

function rowsOf(text: string): { rows: readonly Row[]; faults: readonly LedgerFault[] } {
  const heading = '岗位编码' as const;
  try {
    const records = rowsSchema.parse(
      parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }),
    );
    const missing = seatLedgerColumns.find((column) => records[0] !== undefined && !(column in records[0]));
    if (missing === undefined) return { rows: records.map(rowOf), faults: [] };
    const message = { zh: `缺少列“${missing}”`, en: `The column ${missing} is missing` };
    return { rows: [], faults: [{ row: 1, column: missing, value: '', message }] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = { zh: `不是有效的CSV：${error.message}`, en: `This is not CSV: ${error.message}` };
    return { rows: [], faults: [{ row: 1, column: heading, value: '', message }] };
  }
}

/** Undoes the apostrophe that keeps spreadsheets from taking a cell for a formula. */
function rowOf(record: Readonly<Record<string, string>>): Row {
  const cell = (column: SeatLedgerColumn) => (record[column] ?? '').replace(/^'(?=[=+\-@\t\r])/, '');
  return {
    单位编码: cell('单位编码'),
    单位名称: cell('单位名称'),
    科室: cell('科室'),
    岗位编码: cell('岗位编码'),
    岗位: cell('岗位'),
    工作占比: cell('工作占比'),
    人员编号: cell('人员编号'),
    姓名: cell('姓名'),
    专业资质: cell('专业资质'),
    任职起: cell('任职起'),
  };
}

function rowFaults(directory: Directory, rows: readonly Row[]): readonly LedgerFault[] {
  const seats = new Set(directory.seats.map(({ id }) => id));
  const firstRowOf = new Map<string, number>();
  return rows.flatMap((cells, place): readonly LedgerFault[] => {
    const row = place + 2;
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
  const asked = new Map(rows.filter((row) => row.人员编号 !== '').map((row) => [row.人员编号, row]));
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
      .filter((row) => row.人员编号 === '' && held.has(row.岗位编码))
      .map((row): Operation => ({ op: 'vacate', seat: row.岗位编码, at })),
    ...rows
      .filter((row) => row.人员编号 !== '' && held.get(row.岗位编码)?.person !== row.人员编号)
      .map((row): Operation => ({ op: 'appoint', seat: row.岗位编码, person: row.人员编号, from: at })),
  ];
}

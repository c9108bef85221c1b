import { type LedgerColumn, ledgerColumns, type ToldColumn } from '../../../contract/ledger-columns.ts';
import { counted } from '../../../platform/wording/counted.ts';
import type { HeadingAnswers } from '../../../sheet/columns.ts';
import { hasHeading } from '../../../sheet/find-heading.ts';
import type { FileRead, Grid } from '../../../sheet/grid.ts';
import { readFile } from '../../../sheet/read-file.ts';
import { readTable, type Table } from '../../../sheet/read-table.ts';
import type { FileWarning } from '../result.ts';
import { isTemplateExample } from '../template.ts';

export interface LedgerFile {
  readonly bytes: Uint8Array;
  /** Of a workbook: which sheet; without it the first that looks like a ledger. */
  readonly sheet?: string | undefined;
  readonly answers?: HeadingAnswers | undefined;
}

export interface ReadLedger {
  readonly table: Table<LedgerColumn | ToldColumn>;
  readonly read: FileRead;
  readonly epoch: Grid['epoch'];
  readonly warnings: readonly FileWarning[];
}

/** Reads a file as a ledger. Throws `body-invalid` where the file as a whole is none, saying what to do. */
export async function readLedger({ bytes, sheet, answers = new Map() }: LedgerFile): Promise<ReadLedger> {
  const choice = { name: sheet, isTable: (grid: Grid) => hasHeading(grid, ledgerColumns) };
  const { grid, read } = await readFile(bytes, choice);
  const table = readTable(grid, { columns: ledgerColumns, answers, isExample: isTemplateExample });
  return {
    table,
    read,
    epoch: grid.epoch,
    warnings: [...sheetWarnings(read), ...headingWarnings(table), ...missingWarnings(table)],
  };
}

function headingWarnings({ unread }: ReadLedger['table']): readonly FileWarning[] {
  return unread
    .filter(({ isKnown }) => !isKnown)
    .map(({ heading }) => ({
      code: 'heading-unknown',
      message: {
        zh: `“${heading}”不是台账的列，未读取`,
        en: `"${heading}" is no column of the ledger and was not read`,
      },
    }));
}

/** A ledger without limits is one whose limits are all left to the county. */
function missingWarnings({ columns }: ReadLedger['table']): readonly FileWarning[] {
  return ledgerColumns
    .filter(({ key, mayLack }) => mayLack === true && !columns.has(key))
    .map(({ key }) => ({
      code: 'column-missing',
      message: {
        zh: `文件中没有“${key}”一列，各行均按未填处理，取默认时限`,
        en: `The file has no column "${key}": every row is taken as if it were empty, and takes the default limit`,
      },
    }));
}

function sheetWarnings({ sheet, otherSheets, hiddenRows }: FileRead): readonly FileWarning[] {
  const others = otherSheets
    .map(({ name, hidden }) => (hidden ? `“${name}”（隐藏）` : `“${name}”`))
    .join('、');
  const warnings: FileWarning[] = [];
  if (sheet !== null && others !== '') {
    warnings.push({
      code: 'sheet-chosen',
      message: {
        zh: `只读了工作表“${sheet}”，未读：${others}；要读另一张请写 sheet=表名`,
        en: `Only the sheet "${sheet}" was read, not ${others}; for another one say sheet=NAME`,
      },
    });
  }
  if (hiddenRows > 0) {
    warnings.push({
      code: 'rows-hidden',
      message: {
        zh: `有 ${hiddenRows} 行在电子表格中被隐藏或筛选掉，也已读取`,
        en: `${counted(hiddenRows, 'row is', 'rows are')} hidden or filtered out in the spreadsheet; all were read`,
      },
    });
  }
  return warnings;
}

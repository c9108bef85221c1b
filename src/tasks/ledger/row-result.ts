import type { LedgerCells } from '../../contract/ledger-columns.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { RowError, RowResult } from './result.ts';
import type { Difference } from './rows/compare-row.ts';
import type { ChangedRow, Correction } from './rows/correct-rows.ts';
import type { DecidedRow } from './rows/decide-rows.ts';
import type { Created } from './rows/register-rows.ts';

/** What is told of a row, with the task it became, or how its task was corrected, where that was now; by row numbers. */
export function resultOf(
  decided: DecidedRow,
  created: ReadonlyMap<number, Created>,
  corrections: ReadonlyMap<number, Correction>,
): RowResult {
  const { row } = decided;
  const head = { row: row.row, ...shortOf(row.cells), differences: [], errors: [], warnings: [] };
  switch (decided.kind) {
    case 'faulty': {
      const isAsked = decided.faults.every(({ kind }) => kind === 'asked');
      const errors = decided.faults.map(
        (fault): RowError => ({ row: row.row, ...fault, message: inRow(row.row, fault.message) }),
      );
      return { ...head, status: isAsked ? 'asked' : 'refused', errors };
    }
    case 'repeated': {
      const { first } = decided;
      const task = created.get(first.row);
      return { ...head, status: 'same', ...taskFields(task), message: repeats(first.row) };
    }
    case 'new':
      return newRow(decided, head, created.get(row.row));
    case 'same':
    case 'registered': {
      const { task, kind } = decided;
      return {
        ...head,
        status: kind,
        taskId: task.id,
        number: task.number,
        message: known(kind, task.number),
      };
    }
    case 'changed': {
      const { task, differences } = decided;
      const told = { ...head, taskId: task.id, number: task.number, differences };
      return changedRow(decided, told, corrections.get(row.row));
    }
  }
}

type Head = Omit<RowResult, 'status'>;

function newRow(
  { outlook, warnings }: Extract<DecidedRow, { readonly kind: 'new' }>,
  head: Head,
  task: Created | undefined,
): RowResult {
  const { dueAt, routing, input } = outlook;
  return {
    ...head,
    status: task === undefined ? 'new' : task.before ? 'registered' : 'accepted',
    ...taskFields(task),
    dueAt,
    ...(input.limitBy && { limitBy: input.limitBy }),
    routing,
    warnings: [...warnings, ...outlook.warnings],
  };
}

function taskFields(task: Created | undefined): Pick<RowResult, 'taskId' | 'number'> {
  return task === undefined ? {} : { taskId: task.taskId, number: task.number };
}

function shortOf(cells: LedgerCells): Pick<RowResult, 'ref' | 'title'> {
  return { ref: cells['序号'] || cells['编号'], title: cells['任务名称'] };
}

function inRow(row: number, { zh, en }: Title): Title {
  return { zh: `第 ${row} 行：${zh}`, en: `Row ${row}: ${en}` };
}

function repeats(row: number): Title {
  return {
    zh: `与第 ${row} 行完全相同，不重复立项`,
    en: `The same as row ${row}; no second task is made`,
  };
}

function known(kind: 'same' | 'registered', number: string): Title {
  return kind === 'same'
    ? { zh: `上次导入后没有变化，已是 ${number}`, en: `As it was imported before, it is ${number}` }
    : { zh: `已立项为 ${number}，不重复立项`, en: `It is registered as ${number}; no second task is made` };
}

/** A row that differs from its task; without a correction it is foretold. */
function changedRow(
  { row, task, differences, planned }: ChangedRow,
  head: Head,
  correction: Correction | undefined,
): RowResult {
  const told = differencesTold(differences);
  const differs = {
    zh: `与已立项的 ${task.number} 不同：${told.zh}`,
    en: `It differs from ${task.number}, which is registered: ${told.en}`,
  };
  switch (correction?.kind) {
    case 'corrected': {
      const message = {
        zh: `已更正 ${task.number}：${told.zh}`,
        en: `${task.number} was corrected: ${told.en}`,
      };
      return { ...head, status: 'corrected', message, warnings: correction.warnings };
    }
    case 'before':
      return { ...head, status: 'registered', differences: [], message: known('registered', task.number) };
    case 'refused': {
      const errors = correction.faults.map(
        (fault): RowError => ({ row: row.row, ...fault, message: inRow(row.row, fault.message) }),
      );
      return { ...head, status: 'changed', errors, message: uncorrected(differs, correction.why) };
    }
    case undefined: {
      const message =
        'refused' in planned
          ? uncorrected(differs, planned.refused)
          : {
              zh: `${differs.zh}；正式导入时更正，编号和责任人不变`,
              en: `${differs.en}; the import corrects it, number and person stay`,
            };
      return { ...head, status: 'changed', message };
    }
  }
}

function uncorrected(differs: Title, why: Title): Title {
  return {
    zh: `${differs.zh}；任务未改：${why.zh.replace(/。$/, '')}`,
    en: `${differs.en}. The task was not changed: ${why.en.replace(/\.$/, '')}`,
  };
}

function differencesTold(differences: readonly Difference[]): Title {
  const told = differences.map(({ column, was, is }) => [column, `“${shown(was)}”→“${shown(is)}”`] as const);
  return {
    zh: told.map(([column, change]) => `${column}${change}`).join('，'),
    en: told.map(([column, change]) => `“${column}” ${change}`).join(', '),
  };
}

function shown(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

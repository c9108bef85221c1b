import type { Title } from '../../engine/define.ts';
import type { LedgerCells } from './columns.ts';
import type { Difference } from './compare-row.ts';
import type { DecidedRow } from './decide-rows.ts';
import type { Created } from './register-rows.ts';
import type { RowError, RowResult } from './result.ts';

/** What is told of a row, with the task it became where one was registered now; by row numbers. */
export function resultOf(decided: DecidedRow, created: ReadonlyMap<number, Created>): RowResult {
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
      const message = changed(task.number, differences);
      return { ...head, status: 'changed', taskId: task.id, number: task.number, differences, message };
    }
  }
}

type Head = Pick<RowResult, 'row' | 'ref' | 'title' | 'differences' | 'errors' | 'warnings'>;

function newRow(
  { outlook, warnings }: Extract<DecidedRow, { readonly kind: 'new' }>,
  head: Head,
  task: Created | undefined,
): RowResult {
  const { dueAt, routing } = outlook;
  return {
    ...head,
    status: task === undefined ? 'new' : task.before ? 'registered' : 'accepted',
    ...taskFields(task),
    ...(dueAt !== undefined && { dueAt }),
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

function changed(number: string, differences: readonly Difference[]): Title {
  const parts = differences.map(({ column, was, is }) => `${column}“${shown(was)}”→“${shown(is)}”`);
  return {
    zh: `与已立项的 ${number} 不同：${parts.join('，')}；任务未改，也未重复立项，请在该任务上更正`,
    en: `It differs from ${number}, which is registered: ${parts.join(', ')}. The task was not changed and none was added: correct the task itself`,
  };
}

function shown(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

import type { LedgerColumn } from '../../../contract/ledger-columns.ts';
import type { Title } from '../../../engine/definition/define.ts';
import { countyDayOf } from '../../../vocabulary/county-day.ts';
import { limitFrom } from '../cells/read-limit.ts';
import type { WrittenMatter } from '../cells/read-row.ts';
import { type CompareTerms, coUnitsOf, type Difference } from './compare-row.ts';
import type { RegisteredTask } from './registered-task.ts';

/** The fields of a task that a row corrects, as the event `correct` takes them; or why it can correct nothing. */
export type PlannedCorrection =
  | { readonly fields: Readonly<Record<string, unknown>> }
  | { readonly refused: Title };

/** What a row would correct of its task: exactly the columns that differ, all of them or none. */
export function planCorrection(
  row: WrittenMatter,
  task: RegisteredTask,
  differences: readonly Difference[],
  terms: CompareTerms,
): PlannedCorrection {
  const refusals = differences.flatMap(({ column }) => FIXED[column] ?? []);
  if (refusals.length > 0) {
    return {
      refused: {
        zh: refusals.map(({ zh }) => zh).join('；'),
        en: refusals.map(({ en }) => en).join('; '),
      },
    };
  }
  const { title, goal, criteria, category, urgency, source, limit } = row;
  const said: Partial<Record<LedgerColumn, Readonly<Record<string, unknown>>>> = {
    任务名称: { title },
    工作目标: { goal },
    验收标准: { criteria },
    配合单位: { coUnits: coUnitsOf(row, task, terms) },
    事项分类: { category },
    完成时限: { limit: limit && limitFrom(limit, countyDayOf(task.createdAt)) },
    紧急程度: { urgency },
    来源: { source },
  };
  return { fields: Object.assign({}, ...differences.map(({ column }) => said[column])) };
}

/** What routing went by stays as it was; who answers for a task is decided on the task itself. */
const FIXED: Partial<Readonly<Record<LedgerColumn, Title>>> = {
  牵头单位: {
    zh: '牵头单位不随台账更改，请在该任务上办理分派或转办，或将此格改回原单位',
    en: 'the lead unit does not follow a ledger: assign or transfer the task itself, or write the former unit in this cell',
  },
  属地: {
    zh: '属地只用于立项时分派，不再更正，请将此格改回原值或清空',
    en: 'the place served to route the task and is not corrected: write the former one in this cell, or nothing',
  },
  关键词: {
    zh: '关键词只用于立项时分派，不再更正，请将此格改回原值或清空',
    en: 'the keywords served to route the task and are not corrected: write the former ones in this cell, or nothing',
  },
};

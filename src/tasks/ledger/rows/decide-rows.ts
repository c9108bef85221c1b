import { setImmediate } from 'node:timers/promises';
import { type CellFault, faultOf, type WrittenMatter } from '../cells/read-row.ts';
import type { RowIdentity } from '../cells/row-identity.ts';
import type { RowWarning } from '../warning.ts';
import type { CompareTerms } from './compare-row.ts';
import {
  type JudgementTerms,
  judgeRow,
  type LedgerRow,
  type LegibleRow,
  type ReadableRow,
} from './judge-row.ts';
import { matchRow, type Registered, type RowMatch } from './match-row.ts';
import type { RowOutlook } from './outlook.ts';
import { ROWS_AT_ONCE } from './register-rows.ts';
import type { RegisteredTask } from './registered-task.ts';

/** What is to become of a row. */
export type DecidedRow =
  | { readonly kind: 'faulty'; readonly row: LedgerRow; readonly faults: readonly CellFault[] }
  | {
      readonly kind: 'new';
      readonly row: LedgerRow;
      readonly identity: RowIdentity;
      readonly outlook: RowOutlook;
      readonly warnings: readonly RowWarning[];
    }
  /** The same as a row further up. */
  | { readonly kind: 'repeated'; readonly row: LedgerRow; readonly first: LedgerRow }
  | (Extract<RowMatch, { readonly task: unknown }> & {
      readonly row: LedgerRow;
      readonly matter: WrittenMatter;
      readonly identity: RowIdentity;
    });

export interface DecisionTerms extends JudgementTerms, CompareTerms {
  readonly onDecided: (done: number) => void;
}

/** Decides on every row in turn, each held against those above it and against what was registered before. */
export async function decideRows(
  rows: readonly LegibleRow[],
  registered: Registered,
  terms: DecisionTerms,
): Promise<readonly DecidedRow[]> {
  const above: RowsAbove = { byContent: new Map(), byTitle: new Map(), byTask: new Map() };
  const decided: DecidedRow[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % ROWS_AT_ONCE === 0) {
      // Other requests have their turn.
      await setImmediate();
      if (n > 0) terms.onDecided(n);
    }
    decided.push('matter' in row ? decide(row, above, registered, terms) : { kind: 'faulty', ...row });
  }
  terms.onDecided(rows.length);
  return decided;
}

interface RowsAbove {
  readonly byContent: Map<string, ReadableRow>;
  /** By title and unit. */
  readonly byTitle: Map<string, ReadableRow>;
  /** By the task that they were known by. */
  readonly byTask: Map<string, { readonly readable: ReadableRow; readonly isChanged: boolean }>;
}

function decide(
  readable: ReadableRow,
  above: RowsAbove,
  registered: Registered,
  terms: DecisionTerms,
): DecidedRow {
  const { row, matter, notes, identity } = readable;
  const first = above.byContent.get(identity.content);
  if (first !== undefined) {
    if (first.identity.digest === identity.digest) return { kind: 'repeated', row, first: first.row };
    return { kind: 'faulty', row, faults: [sameMatter(readable, first)] };
  }
  const match = matchRow(matter, identity, registered, terms);
  if (match.kind === 'asked') return { kind: 'faulty', row, faults: match.faults };
  if (match.kind !== 'new') {
    const isChanged = match.kind === 'changed';
    const sibling = above.byTask.get(match.task.id);
    // One task cannot say both: the later row would undo the former at every import.
    if (sibling !== undefined && (isChanged || sibling.isChanged))
      return { kind: 'faulty', row, faults: [sameTask(readable, sibling.readable, match.task)] };
    above.byTask.set(match.task.id, { readable, isChanged });
    above.byContent.set(identity.content, readable);
    return { ...match, row, matter, identity };
  }
  const outlook = judgeRow(readable, terms);
  if ('faults' in outlook) return { kind: 'faulty', row, faults: outlook.faults };
  above.byContent.set(identity.content, readable);
  const titled = JSON.stringify([identity.titleKey, identity.unit]);
  const twin = above.byTitle.get(titled);
  above.byTitle.set(titled, readable);
  const repeated = twin === undefined ? [] : [titleRepeated(readable, twin)];
  return { kind: 'new', row, identity, outlook, warnings: [...notes, ...match.warnings, ...repeated] };
}

function sameMatter({ matter }: ReadableRow, { row }: ReadableRow): CellFault {
  return faultOf('任务名称', matter.title, {
    kind: 'asked',
    why: {
      zh: `与第 ${row.row} 行名称、牵头单位和时限都相同，其他列不同`,
      en: `has the title, unit and limit of row ${row.row}, and differs elsewhere`,
    },
    write: {
      zh: '一行（如是同一件），或能区分的名称（如是两件）',
      en: 'one row if they are one task, or titles that tell them apart',
    },
  });
}

function sameTask({ matter }: ReadableRow, { row }: ReadableRow, { number }: RegisteredTask): CellFault {
  return faultOf('任务名称', matter.title, {
    kind: 'asked',
    why: {
      zh: `与第 ${row.row} 行都是 ${number}，所写不同`,
      en: `is ${number}, as row ${row.row} is, and says something else`,
    },
    write: {
      zh: '一行（如是同一件），或另一个序号和名称（如是两件）',
      en: 'one row if they are one task, or another number and title',
    },
  });
}

function titleRepeated({ matter }: ReadableRow, { row }: ReadableRow): RowWarning {
  return {
    code: 'title-repeated',
    column: '任务名称',
    value: matter.title,
    message: {
      zh: `与第 ${row.row} 行同名同单位，时限不同，仍各自立项`,
      en: `The same title and unit as row ${row.row} with another limit; each is registered`,
    },
  };
}

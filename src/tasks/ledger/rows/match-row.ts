import { bigramsOf, likeness } from '../../../routing/books/name-similarity.ts';
import { foldName } from '../../../sheet/fold.ts';
import type { KeptRow } from '../../store/lists/ledger-rows.ts';
import { type CellFault, faultOf, type WrittenMatter } from '../cells/read-row.ts';
import type { RowIdentity } from '../cells/row-identity.ts';
import type { RowWarning } from '../warning.ts';
import { type CompareTerms, type Difference, differencesOf, hasLead, hasLimit } from './compare-row.ts';
import { type PlannedCorrection, planCorrection } from './plan-correction.ts';
import type { RegisteredTask } from './registered-task.ts';

/** What is known of former tasks and imports, as far as the rows of a file may have to do with it. */
export interface Registered {
  readonly byTitle: ReadonlyMap<string, readonly RegisteredTask[]>;
  readonly byNumber: ReadonlyMap<string, RegisteredTask>;
  /** The rows of this ledger that were imported before, by their own numbers, with their tasks. */
  readonly byRef: ReadonlyMap<string, { readonly kept: KeptRow; readonly task: RegisteredTask }>;
  /** Whether the sender called the ledger by a name, so that its numbers can be relied on. */
  readonly isNamed: boolean;
}

/** What a row is, held against what was registered before. */
export type RowMatch =
  | { readonly kind: 'new'; readonly warnings: readonly RowWarning[] }
  /** `same`: as it was imported; `registered`: a task says the same. */
  | { readonly kind: 'same' | 'registered'; readonly task: RegisteredTask }
  | {
      readonly kind: 'changed';
      readonly task: RegisteredTask;
      readonly differences: readonly Difference[];
      readonly planned: PlannedCorrection;
    }
  | { readonly kind: 'asked'; readonly faults: readonly CellFault[] };

/**
 * Knows a row again: by the number of its task, by its title, unit and limit, or by its own number in the same ledger.
 * What it says comes before its numbers, which move when a row above is deleted. What cannot be told apart is asked.
 */
export function matchRow(
  row: WrittenMatter,
  identity: RowIdentity,
  registered: Registered,
  terms: CompareTerms,
): RowMatch {
  const sameTitle = registered.byTitle.get(identity.titleKey) ?? [];
  const numbered = identity.number === undefined ? undefined : registered.byNumber.get(identity.number);
  const placed = registered.byRef.get(identity.ref);
  const sameContent = sameTitle.filter((task) => hasLead(row.leadUnit, task, terms) && hasLimit(row, task));
  const [content = sameContent[0]] = [numbered, placed?.task].filter(
    (task) => task && sameContent.includes(task),
  );
  if (content !== undefined) {
    const isKept = placed?.task.id === content.id && placed.kept.digest === identity.digest;
    return isKept ? { kind: 'same', task: content } : compared(row, content, terms);
  }
  if (numbered !== undefined) {
    return isOneMatter(row, numbered, terms)
      ? compared(row, numbered, terms)
      : { kind: 'asked', faults: [otherNumber(identity, numbered)] };
  }
  if (placed !== undefined) {
    const { task } = placed;
    const isLead = hasLead(row.leadUnit, task, terms);
    const isTitle = identity.titleKey === foldName(task.matter.title);
    if (isLead && isOneMatter(row, task, terms)) return compared(row, task, terms);
    const isDoubtful = isTitle || (registered.isNamed && isLead && hasLimit(row, task));
    if (isDoubtful) return { kind: 'asked', faults: [otherRow(identity, task)] };
  }
  const twins = sameTitle.filter((task) => task.isOpen && hasLead(row.leadUnit, task, terms));
  return { kind: 'new', warnings: twins.slice(0, 1).map((twin) => titleRepeated(row, twin)) };
}

function compared(row: WrittenMatter, task: RegisteredTask, terms: CompareTerms): RowMatch {
  const differences = differencesOf(row, task, terms);
  if (differences.length === 0) return { kind: 'registered', task };
  return { kind: 'changed', task, differences, planned: planCorrection(row, task, differences, terms) };
}

/** Under one number, the same title is the same matter, and so is a like one of the same unit and limit. */
function isOneMatter(row: WrittenMatter, task: RegisteredTask, terms: CompareTerms): boolean {
  const [is, was] = [foldName(row.title), foldName(task.matter.title)];
  if (is === was) return true;
  return isAlike(is, was) && hasLead(row.leadUnit, task, terms) && hasLimit(row, task);
}

const ALIKE = 0.6;

/** Titles with a slip or a few words between them; those that only count on (第一批, 第二批) are different matters. */
function isAlike(a: string, b: string): boolean {
  if (uncounted(a) === uncounted(b)) return false;
  return likeness(bigramsOf(a), bigramsOf(b)) >= ALIKE;
}

function uncounted(title: string): string {
  return title.replaceAll(/[\d一二三四五六七八九十]+/g, '#');
}

function otherNumber({ number = '' }: RowIdentity, { matter }: RegisteredTask): CellFault {
  return faultOf('编号', number, {
    kind: 'asked',
    why: {
      zh: `在本系统是另一件：《${matter.title}》`,
      en: `is the number of another task here: "${matter.title}"`,
    },
    write: {
      zh: '该件的编号；新任务请清空编号',
      en: 'the number of the task; for a new task leave it empty',
    },
  });
}

function otherRow({ ref }: RowIdentity, { number, matter }: RegisteredTask): CellFault {
  return faultOf('序号', ref, {
    kind: 'asked',
    why: {
      zh: `上次导入时是 ${number}《${matter.title}》（${matter.leadUnit ?? '未写单位'}），与本行不完全相同`,
      en: `was ${number} "${matter.title}" (${matter.leadUnit ?? 'no unit'}) in the last import, which is not quite what this row says`,
    },
    write: {
      zh: '另一个序号或清空序号（如是另一件），或改回原来的名称和单位（如是同一件，请在该任务上更正）',
      en: 'another number, or none, if it is another task; else the former title and unit, and mend the task itself',
    },
  });
}

function titleRepeated({ title }: WrittenMatter, { number, dueAt }: RegisteredTask): RowWarning {
  const due = dueAt === null ? '' : `（${dueAt.slice(0, 10)}）`;
  return {
    code: 'title-repeated',
    column: '任务名称',
    value: title,
    message: {
      zh: `该单位已有同名的在办任务 ${number}${due}，时限不同，仍按新任务立项`,
      en: `The unit has an open task of the same title, ${number}${due}, with another limit; this is registered as a new one`,
    },
  };
}

import type { CountyCaller, TaskAnswer } from './county-caller.ts';
import type { PlayedScene } from './scenes/all-scenes.ts';

interface Named {
  readonly zh: string;
  readonly en: string;
}

interface SeatAnswer {
  readonly seat: string;
  readonly person: { readonly name: string };
}

export interface ListedTask extends TaskAnswer {
  readonly owner: SeatAnswer;
  readonly light: string;
}

export interface OverdueTask extends ListedTask {
  readonly daysLate: number;
  readonly late: Named;
  readonly reason: Named;
}

export interface TimelineEntry {
  readonly at: string;
  readonly revision: number;
  readonly title: Named;
  readonly task: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly workflow: string;
  };
  readonly actor: { readonly name: string };
  readonly state: Named;
  readonly owner: SeatAnswer;
  readonly hash: string;
}

export interface ImportedRow {
  readonly row: number;
  readonly title: string;
  readonly status: string;
  readonly errors: readonly {
    readonly column: string | null;
    readonly value: string;
    readonly message: Named;
  }[];
}

/** What the demonstration ends with. */
export interface DemoReport {
  readonly seconds: number;
  readonly imported: { readonly rows: number; readonly accepted: number; readonly refused: number };
  readonly units: readonly UnitLine[];
  readonly overdue: readonly OverdueTask[];
  readonly timeline: readonly TimelineEntry[];
  readonly refused: readonly ImportedRow[];
  readonly triage: readonly { readonly number: string; readonly title: string; readonly why: string }[];
  readonly sentBack: readonly string[];
  /** What happens to people and clocks, each told in a few lines. */
  readonly scenes: readonly PlayedScene[];
  /** Tasks of the scenes that are open where their story ends. */
  readonly stagedOpen: number;
}

export interface UnitLine {
  readonly unit: string;
  readonly person: string;
  readonly tasks: number;
  readonly struckOff: number;
  readonly open: number;
  readonly overdue: number;
}

/** Reads all tasks of a workflow that the caller may see. */
export async function readAll(caller: CountyCaller, workflow: string): Promise<readonly ListedTask[]> {
  const tasks: ListedTask[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await caller.get<{ items: readonly ListedTask[]; nextCursor?: string }>(
      `/api/v1/tasks?workflow=${workflow}&limit=200${next}`,
    );
    tasks.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return tasks;
}

/** One line per unit that has tasks, those with most first. */
export function unitLines(tasks: readonly ListedTask[]): readonly UnitLine[] {
  const byUnit = new Map<string, ListedTask[]>();
  for (const task of tasks) {
    if (task.unit !== null) byUnit.set(task.unit.name, [...(byUnit.get(task.unit.name) ?? []), task]);
  }
  return [...byUnit]
    .map(([unit, own]) => ({
      unit,
      person: own.at(0)?.owner.person.name ?? '',
      tasks: own.length,
      struckOff: own.filter(({ state }) => state.path === 'struckOff').length,
      open: own.filter(({ closedAt }) => closedAt === null).length,
      overdue: own.filter(({ light }) => light === 'red').length,
    }))
    .toSorted((a, b) => b.tasks - a.tasks || a.unit.localeCompare(b.unit, 'zh'));
}

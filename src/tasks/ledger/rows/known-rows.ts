import { foldName } from '../../../sheet/fold.ts';
import { selectKeptRows } from '../../store/lists/ledger-rows.ts';
import type { Database } from '../../store/lists/listed-row.ts';
import {
  type RegisteredRow,
  selectByNumber,
  selectByTitle,
  selectRegistered,
} from '../../store/lists/select-registered.ts';
import type { ReadableRow } from './judge-row.ts';
import type { Registered } from './match-row.ts';
import { type RegisteredTask, registeredTaskOf } from './registered-task.ts';

/** Keys that are asked for in one statement. */
const AT_ONCE = 1_000;

/** Reads what is registered that the rows of a file may have to do with. */
export async function readRegistered(
  database: Database,
  workflow: string,
  ledger: string,
  rows: readonly ReadableRow[],
): Promise<Registered> {
  const titles = keysOf(rows.map(({ identity }) => identity.titleKey));
  const numbers = keysOf(rows.map(({ identity }) => identity.number ?? ''));
  const refs = keysOf(rows.map(({ identity }) => identity.ref));
  const titled = titles.length === 0 ? [] : tasksOf(await selectByTitle(database, workflow, titles));
  const numbered = tasksOf(await inParts(numbers, (part) => selectByNumber(database, workflow, part)));
  const kept = await inParts(refs, (part) => selectKeptRows(database, ledger, part));
  const ids = kept.map(({ taskId }) => taskId);
  const placed = tasksOf(await inParts(ids, (part) => selectRegistered(database, part)));
  const byId = new Map(placed.map((task) => [task.id, task]));
  return {
    byTitle: groupedByTitle(titled),
    byNumber: new Map(numbered.map((task) => [task.number, task])),
    byRef: new Map(
      kept.flatMap((row) => {
        const task = byId.get(row.taskId);
        return task === undefined ? [] : [[row.ref, { kept: row, task }] as const];
      }),
    ),
    isNamed: ledger !== '',
  };
}

function keysOf(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].filter((key) => key !== '');
}

function tasksOf(rows: readonly RegisteredRow[]): readonly RegisteredTask[] {
  return rows.flatMap((row) => registeredTaskOf(row) ?? []);
}

function groupedByTitle(tasks: readonly RegisteredTask[]): ReadonlyMap<string, readonly RegisteredTask[]> {
  const groups = new Map<string, RegisteredTask[]>();
  for (const task of tasks) {
    const key = foldName(task.matter.title);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(task);
  }
  return groups;
}

async function inParts<Key, Found>(
  keys: readonly Key[],
  read: (part: readonly Key[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < keys.length; at += AT_ONCE) found.push(...(await read(keys.slice(at, at + AT_ONCE))));
  return found;
}

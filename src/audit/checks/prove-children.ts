import type { SpawnParams } from '../../engine/definition/children.ts';
import { SPAWN } from '../../engine/steps/effects.ts';
import type { StoredEffect, StoredTask } from '../history.ts';
import type { AskedEffect, Folded } from '../replay.ts';
import type { CounterExample } from '../rules.ts';

/** A child that a step of a task asked for. */
export interface Spawned {
  readonly parent: string;
  readonly child: string;
  readonly kind: string;
  readonly revision: number;
  /** Its effect has not been done yet. */
  readonly pending: boolean;
}

/** A task row that names a parent, or that some parent spawned. */
export interface Relative {
  readonly id: string;
  readonly parent: string | null;
}

/** The children that the steps of a task asked for. */
export function spawnedBy(
  { id }: StoredTask,
  asked: readonly AskedEffect[],
  effects: readonly StoredEffect[],
): readonly Spawned[] {
  const rows = new Set(effects.map(({ revision, position }) => `${revision}/${position}`));
  return asked
    .filter(({ effect }) => effect.name === SPAWN)
    .map(({ revision, position, effect }) => ({
      parent: id,
      child: (effect.params as SpawnParams).taskId,
      kind: (effect.params as SpawnParams).workflow,
      revision,
      pending: rows.has(`${revision}/${position}`),
    }));
}

/** Proves that a task remembers each child that its steps asked for, and no other, in each kind that its workflow declares. */
export function proveRemembered(
  { id: taskId, revision }: StoredTask,
  { definition, step }: Folded,
  spawned: readonly Spawned[],
): CounterExample | undefined {
  for (const { kind, standings } of definition.children) {
    const asked = spawned.filter((one) => one.kind === kind).map(({ child }) => child);
    const remembered = standings(step.snapshot.context).map(({ child }) => child);
    const [missing] = asked.filter((child) => !remembered.includes(child));
    const [foreign] = remembered.filter((child) => !asked.includes(child));
    if (missing === undefined && foreign === undefined) continue;
    const found = missing === undefined ? `${String(foreign)}, which no step asked for` : 'it is forgotten';
    const expected = missing === undefined ? `only children of its own as ${kind}` : `${kind} ${missing}`;
    return { rule: 'children-remembered', taskId, revision, expected, found };
  }
  return undefined;
}

/**
 * Proves the families of some tasks: each spawned child exists under its parent or is pending, each task that names one
 * of the `parents` (those that were folded) was spawned by it, and the parent that a task names exists. `relatives` are
 * all rows that were spawned, name such a parent, or are named as one.
 */
export function proveChildren(
  parents: ReadonlySet<string>,
  tasks: readonly StoredTask[],
  spawned: readonly Spawned[],
  relatives: readonly Relative[],
): readonly CounterExample[] {
  const found = new Map(relatives.map((relative) => [relative.id, relative]));
  const missing = spawned.flatMap(({ parent, child, revision, pending }): CounterExample[] => {
    const row = found.get(child);
    if (row?.parent === parent || (row === undefined && pending)) return [];
    const told = row === undefined ? 'no such task' : `its parent is ${String(row.parent)}`;
    const expected = `child ${child} of ${parent}`;
    return [{ rule: 'children-exist', taskId: parent, revision, expected, found: told }];
  });
  const origins = new Set(spawned.map(({ parent, child }) => `${parent}/${child}`));
  const foreign = relatives.flatMap(({ id, parent }): CounterExample[] => {
    if (parent === null || !parents.has(parent) || origins.has(`${parent}/${id}`)) return [];
    const expected = `spawned by ${parent}`;
    return [
      { rule: 'child-was-spawned', taskId: id, revision: null, expected, found: 'no step asked for it' },
    ];
  });
  const orphans = tasks.flatMap(({ id, parent, revision }): CounterExample[] => {
    if (parent === null || found.has(parent)) return [];
    const rule = 'child-was-spawned';
    return [{ rule, taskId: id, revision, expected: `parent ${parent}`, found: 'no such task' }];
  });
  return [...missing, ...foreign, ...orphans];
}

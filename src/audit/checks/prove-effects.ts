import { isDeepStrictEqual } from 'node:util';
import { ENGINE } from '../../engine/definition/define.ts';
import type { Effect } from '../../engine/steps/effects.ts';
import type { StoredEffect, StoredTask } from '../history.ts';
import type { AskedEffect, Folded } from '../replay.ts';
import type { CounterExample } from '../rules.ts';

/** Proves the ledger of pending work against what the steps asked for: no row without origin, no timer missing. */
export function proveEffects(
  task: StoredTask,
  pending: readonly StoredEffect[],
  asked: readonly AskedEffect[],
  { timers, step }: Folded,
  now: string,
): CounterExample | undefined {
  const counter = (rule: CounterExample['rule'], revision: number, expected: string, found: string) => ({
    rule,
    taskId: task.id,
    revision,
    expected,
    found,
  });
  const origins = new Map(asked.map(({ revision, position, effect }) => [`${revision}/${position}`, effect]));
  for (const row of pending) {
    const origin = origins.get(`${row.revision}/${row.position}`);
    if (origin === undefined || !isSame(origin, row)) {
      return counter('effect-asked-for', row.revision, tellEffect(origin), tellRow(row));
    }
    const armed = row.timerKey === null ? undefined : timers.get(row.timerKey);
    if (row.timerKey !== null && (armed?.revision !== row.revision || armed.position !== row.position)) {
      return counter('timers-armed', row.revision, `timer ${row.timerKey} disarmed`, tellRow(row));
    }
  }
  const rows = new Set(pending.map(({ revision, position }) => `${revision}/${position}`));
  for (const { key, event, dueAt, revision, position, droppable } of timers.values()) {
    if (rows.has(`${revision}/${position}`) || droppable) continue;
    const isDue = Date.parse(dueAt) <= Date.parse(now);
    if (isDue && !step.snapshot.can({ type: event, at: dueAt, actor: ENGINE, data: {} })) continue;
    return counter('timers-armed', revision, `timer ${key}, due ${dueAt}`, 'no such row');
  }
  return undefined;
}

function isSame(effect: Effect, row: StoredEffect): boolean {
  return (
    effect.name === row.name &&
    (effect.timer?.key ?? null) === row.timerKey &&
    (effect.timer?.dueAt ?? null) === row.dueAt &&
    isDeepStrictEqual(JSON.parse(JSON.stringify(effect.params)), JSON.parse(row.params))
  );
}

function tellEffect(effect: Effect | undefined): string {
  if (effect === undefined) return 'no effect: no step asked for one';
  const { name, params, timer } = effect;
  return `${name} ${JSON.stringify(params)}${timer === undefined ? '' : ` timer ${timer.key} due ${timer.dueAt}`}`;
}

function tellRow({ name, params, timerKey, dueAt }: StoredEffect): string {
  return `${name} ${params}${timerKey === null ? '' : ` timer ${timerKey} due ${String(dueAt)}`}`;
}

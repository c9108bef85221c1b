import { countyMinuteOf } from '../directory/county-day.ts';
import type { HandoverItem } from '../directory/handover.ts';
import type { Registry } from '../engine/registry.ts';
import { rememberedBy } from '../engine/remembered.ts';
import { readingsOf } from '../vocabulary/readings.ts';
import { stateTitleAt } from './state-title.ts';
import type { SeatTaskRow } from './store/select-seat-tasks.ts';

/** An application system that the leaver knows and no register does. */
export interface KnownSystem {
  readonly title: string;
  readonly detail: string;
}

/**
 * The leaver's brief: every open task of the seat and of those it took over, its clocks, what was promised, what awaits a ruling, what has been
 * asked and not answered, and the systems that the leaver names. Nothing in it changes while nothing happens, so that
 * a signature holds until there is something new.
 */
export function handoverBrief(
  seats: readonly string[],
  tasks: readonly SeatTaskRow[],
  systems: readonly KnownSystem[],
  registry: Pick<Registry, 'find'>,
): readonly HandoverItem[] {
  return [
    ...tasks.flatMap((task) => itemsOf(task, seats, registry)),
    ...systems.map(({ title, detail }, place): HandoverItem => {
      return { id: `system:${place + 1}`, kind: 'system', title, detail };
    }),
  ];
}

function itemsOf(
  task: SeatTaskRow,
  seats: readonly string[],
  registry: Pick<Registry, 'find'>,
): readonly HandoverItem[] {
  const { id, number, state, title, due_at: dueAt } = task;
  const definition = registry.find(task.workflow);
  const { zh, en } = stateTitleAt(definition, state);
  const item = (kind: HandoverItem['kind'], detail: string, part = ''): HandoverItem => ({
    id: `${kind}:${id}${part === '' ? '' : `:${part}`}`,
    kind,
    title: `${number} ${title}`,
    detail,
  });
  const { handover, awaitsRuling } = readingsOf(definition);
  if (!seats.includes(task.owner)) {
    const kind = awaitsRuling?.(state) === true ? 'ruling' : 'request';
    return [item(kind, `待本岗决定：${zh} (waits for this seat: ${en})`)];
  }
  const remembered = rememberedBy(registry, task);
  const known = remembered === undefined ? undefined : handover?.(remembered, state);
  const limits = [
    ...(known?.limits ?? []),
    ...(dueAt === null ? [] : [`办理期限 ${countyMinuteOf(dueAt.toISOString())} (due then)`]),
  ];
  return [
    item('task', `${zh} (${en})`),
    ...(limits.length === 0 ? [] : [item('clock', limits.join('；'))]),
    ...(known?.parts ?? []).map(({ kind, part, detail }) => item(kind, detail, part)),
  ];
}

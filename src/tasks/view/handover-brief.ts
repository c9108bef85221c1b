import type { Directory } from '../../directory/directory.ts';
import type { HandoverItem } from '../../directory/handover.ts';
import { spokenWords } from '../../directory/spoken.ts';
import type { Registry } from '../../engine/definition/registry.ts';
import { rememberedBy } from '../../engine/definition/remembered.ts';
import type { Words } from '../../platform/wording/words.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { partKindsOf, partsAtWork } from '../../vocabulary/parts.ts';
import { readingsOf } from '../../vocabulary/readings.ts';
import type { SeatTaskRow } from '../store/select-seat-tasks.ts';
import { stateTitleAt } from './state-title.ts';

/** An application system that the leaver knows and no register does. */
export interface KnownSystem {
  readonly title: string;
  readonly detail: string;
}

/** What a brief is written with: what workflows read of a task, and the names of sections. */
export interface BriefTerms {
  readonly registry: Pick<Registry, 'find'>;
  readonly directory: Directory;
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
  terms: BriefTerms,
): readonly HandoverItem[] {
  return [
    ...tasks.flatMap((task) => itemsOf(task, seats, terms)),
    ...systems.map(({ title, detail }, place): HandoverItem => {
      return { id: `system:${place + 1}`, kind: 'system', title, detail };
    }),
  ];
}

function itemsOf(
  task: SeatTaskRow,
  seats: readonly string[],
  { registry, directory }: BriefTerms,
): readonly HandoverItem[] {
  const { id, number, state, title, due_at: dueAt } = task;
  const definition = registry.find(task.workflow);
  const { zh, en } = stateTitleAt(definition, state);
  const item = (kind: HandoverItem['kind'], detail: Words, part = ''): HandoverItem => ({
    id: `${kind}:${id}${part === '' ? '' : `:${part}`}`,
    kind,
    title: `${number} ${title}`,
    detail: spokenWords(directory, detail),
  });
  const { handover, awaitsRuling } = readingsOf(definition);
  if (!seats.includes(task.owner)) {
    const kind = awaitsRuling?.(state) === true ? 'ruling' : 'request';
    return [item(kind, { zh: `待本岗决定：${zh}`, en: `Waits for a decision of this seat: ${en}` })];
  }
  const remembered = rememberedBy(registry, task);
  const known = remembered === undefined ? undefined : handover?.(remembered, state);
  const parts = remembered === undefined ? [] : partKindsOf(definition);
  const limits = [
    ...(known?.limits ?? []),
    ...(dueAt === null ? [] : [dueWords(countyMinuteOf(dueAt.toISOString()))]),
  ];
  return [
    item('task', { zh, en }),
    ...(limits.length === 0 ? [] : [item('clock', joined(limits))]),
    ...(known?.parts ?? []).map(({ kind, part, detail }) => item(kind, detail, part)),
    ...parts.flatMap((kind) => {
      const atWork = partsAtWork(kind, remembered);
      return atWork === undefined ? [] : [item('request', atWork, kind.under)];
    }),
  ];
}

function dueWords(due: string): Words {
  return { zh: `办理期限 ${due}`, en: `due ${due}` };
}

function joined(limits: readonly Words[]): Words {
  return { zh: limits.map(({ zh }) => zh).join('；'), en: limits.map(({ en }) => en).join('; ') };
}

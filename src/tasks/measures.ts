import { countyMinuteOf } from '../directory/county-day.ts';
import type { Title } from '../engine/define.ts';
import type { ClockEvent } from './clock-log.ts';

/** What may be done about a task that is late or about to be. */
export const MEASURES = {
  urge: { zh: '催办', en: 'urged' },
  notice: { zh: '督办单', en: 'notices issued' },
  extension: { zh: '延期', en: 'extended' },
  parking: { zh: '挂账', en: 'parked' },
  ruling: { zh: '裁定', en: 'ruled on' },
  transfer: { zh: '转办', en: 'transferred' },
  sentBack: { zh: '退办', en: 'sent back' },
} as const satisfies Record<string, Title>;
export type MeasureKind = keyof typeof MEASURES;

/** A kind of measure: how often it was taken, and when last. */
export interface Measure {
  readonly kind: MeasureKind;
  readonly title: Title;
  readonly count: number;
  readonly lastAt: string;
}

/** What was done about a task, read off its log; the latest kind first. */
export function measuresIn(events: readonly ClockEvent[]): readonly Measure[] {
  const taken = new Map<MeasureKind, Measure>();
  for (const [n, event] of events.entries()) {
    const kind = measureOf(event, events[n - 1]);
    if (kind === undefined) continue;
    const count = (taken.get(kind)?.count ?? 0) + 1;
    taken.set(kind, { kind, title: MEASURES[kind], count, lastAt: event.at });
  }
  return [...taken.values()].toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
}

/** What was done, in one sentence. */
export function measuresInWords(measures: readonly Measure[]): Title {
  if (measures.length === 0) return { zh: '尚未催办或督办', en: 'Nothing has been done about it yet' };
  return {
    zh: measures
      .map(({ title, count, lastAt }) => `${title.zh} ${count} 次（最近 ${countyMinuteOf(lastAt)}）`)
      .join('；'),
    en: measures
      .map(({ title, count, lastAt }) => `${title.en} ${count}× (last ${countyMinuteOf(lastAt)})`)
      .join('; '),
  };
}

/** The code of the last rung of the ladder that was reached and told; undefined before the first. */
export function rungReached(events: readonly ClockEvent[]): string | undefined {
  return (
    events.findLast(({ type, detail }) => type === 'noticesIssued' && detail !== null)?.detail ?? undefined
  );
}

function measureOf(event: ClockEvent, before: ClockEvent | undefined): MeasureKind | undefined {
  switch (event.type) {
    case 'urge':
      return 'urge';
    case 'noticesIssued':
      return 'notice';
    case 'transferred':
      return 'transfer';
    case 'sendBack':
      return 'sentBack';
    case 'uphold':
      return 'ruling';
    case 'assign':
      // Out of triage it is no ruling.
      return before?.state === 'open.returned' ? 'ruling' : undefined;
    case 'endorse':
    case 'grant':
      if (event.state.startsWith('parked')) return 'parking';
      return event.dueAt !== null && event.dueAt !== before?.dueAt ? 'extension' : undefined;
    default:
      return undefined;
  }
}

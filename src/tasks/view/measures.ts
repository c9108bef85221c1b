import type { Measure } from '../../contract/overdue.ts';
import type { Title } from '../../engine/definition/define.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import { MEASURES, type MeasureKind } from '../../vocabulary/measures.ts';
import type { ClockEvent } from '../clock/clock-log.ts';

/** What was done about a task, read off its log; the latest kind first. */
export function measuresIn(events: readonly ClockEvent[]): readonly Measure[] {
  const taken = new Map<MeasureKind, Measure>();
  for (const { measure: kind, at } of events) {
    if (kind === undefined) continue;
    const count = (taken.get(kind)?.count ?? 0) + 1;
    taken.set(kind, { kind, title: MEASURES[kind], count, lastAt: at });
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
  return events.findLast(({ rung }) => rung !== undefined)?.rung;
}

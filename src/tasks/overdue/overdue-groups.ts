import type { Calendar } from '../../calendar/calendar.ts';
import { rungOf } from '../../calendar/ladder/ladder.ts';
import { workingDaysLate } from '../../calendar/working-time.ts';
import type { Grouping, OverdueGroup } from '../../contract/overdue.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { unitStandingFor } from '../../directory/resolve/find-unit.ts';
import { seatStandingFor } from '../../directory/resolve/standing-seat.ts';
import type { Title } from '../../engine/definition/define.ts';
import { CLOCK_PARTIES, isClockParty } from '../../vocabulary/clock-party.ts';
import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import type { ClockEvent } from '../clock/clock-log.ts';
import type { County } from '../county.ts';
import type { OverdueCount } from '../store/overdue/select-overdue.ts';
import { rungReached } from '../view/measures.ts';
import { seatView, unitView, type View } from '../view/task-view.ts';
import { causeNow } from './overdue-item.ts';

/** Counts as groups, those with most first. */
export function groupsOf(
  counts: readonly OverdueCount[],
  by: Grouping,
  view: View,
  { calendar, ladder }: Pick<County, 'calendar' | 'ladder'>,
): readonly OverdueGroup[] {
  return tally(counts.map((count) => ({ ...count, key: standing(count.key, by, view) }))).map(
    ({ key, n, oldest }) => ({
      key,
      title: groupTitle(key, by, view, ladder),
      count: n,
      mostDaysLate: workingDaysLate(calendar(), oldest.toISOString(), view.now).days,
    }),
  );
}

/** What an abolished unit left is counted with the unit that answers for it now. */
function standing(key: string | null, by: Grouping, { directory, now }: View): string | null {
  if (key === null) return null;
  switch (by) {
    case 'unit':
      return unitStandingFor(directory, key, now);
    case 'seat':
      return seatStandingFor(directory, key, now);
    case 'rung':
    case 'party':
      return key;
  }
}

/** Adds up counts under their keys, those with most first. */
export function tally(counts: readonly OverdueCount[]): readonly OverdueCount[] {
  const sums = new Map<string | null, OverdueCount>();
  for (const { key, n, oldest } of counts) {
    const before = sums.get(key) ?? { key, n: 0, oldest };
    sums.set(key, { key, n: before.n + n, oldest: before.oldest < oldest ? before.oldest : oldest });
  }
  return [...sums.values()].toSorted((a, b) => b.n - a.n || (String(a.key) < String(b.key) ? -1 : 1));
}

/** The unit whose seat answers; the duty seat answers for tasks that no unit has. */
export function unitOfSeat(seat: string, directory: Directory): string | null {
  return seat === DUTY_SEAT ? null : (indexDirectory(directory).seats.get(seat)?.unit ?? null);
}

/** What the log of a late task says of it in the groupings that no column holds. */
export function keyInLog(
  by: 'rung' | 'party',
  events: readonly ClockEvent[],
  now: string,
  calendar: Calendar,
): string | null {
  return by === 'rung' ? (rungReached(events) ?? null) : (causeNow(events, now, calendar)?.party ?? null);
}

function groupTitle(
  key: string | null,
  by: Grouping,
  { directory, now }: View,
  ladder: County['ladder'],
): Title {
  switch (by) {
    case 'unit': {
      const name = unitView(key, directory)?.name;
      return name === undefined ? { zh: '尚无承办单位', en: 'No unit yet' } : { zh: name, en: name };
    }
    case 'seat': {
      const seat = key ?? DUTY_SEAT;
      const { person } = seatView(seat, directory, now);
      const title = indexDirectory(directory).seats.get(seat)?.title ?? seat;
      const unit = unitView(indexDirectory(directory).seats.get(seat)?.unit ?? null, directory)?.name ?? '';
      return { zh: `${unit}${title}（${person.name}）`, en: `${unit} ${title} (${person.name})` };
    }
    case 'rung':
      if (key === null) return { zh: '未出督办单', en: 'No notice issued' };
      // A rung that the ladder has lost since still shows by its code.
      return rungOf(ladder(), key)?.title ?? { zh: key, en: key };
    case 'party':
      return isClockParty(key) ? CLOCK_PARTIES[key] : { zh: '不计时', en: 'nobody' };
  }
}

import type { Person } from '../../directory/directory.ts';
import { type DirectoryIndex, indexDirectory } from '../../directory/directory-index.ts';
import { answerTimeline } from '../../directory/resolve/answer-timeline.ts';
import { seatsAnsweredBy } from '../../directory/resolve/seats-answered-by.ts';
import { folded } from '../../platform/wording/fold-text.ts';
import { mostAlike } from '../entry/nearest.ts';
import type { Nearest } from '../entry/note.ts';
import type { View } from '../view/task-view.ts';
import { refusedFilter } from './refused-filter.ts';
import type { AnsweredSpan, RowFilter } from './row-filter.ts';

const BEGINNING = '1970-01-01T00:00:00.000Z';

/** The seats that a person answers for now, and those that they answered for, and when. */
export function askedPerson(text: string, { directory, now }: View): NonNullable<RowFilter['answered']> {
  const index = indexDirectory(directory);
  const { id } = personNamed(text, directory.people, index);
  return { now: seatsAnsweredBy(directory, id, now), spans: answeredSpans(id, index, directory, now) };
}

function personNamed(text: string, people: readonly Person[], index: DirectoryIndex): Person {
  const wanted = folded(text);
  const byId = index.people.get(text.trim());
  if (byId !== undefined) return byId;
  const found = people.filter(({ name }) => folded(name) === wanted);
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  const [why, offered] =
    only === undefined
      ? [{ zh: '没有这个人', en: 'there is no such person' }, mostAlike(text, people, ({ name }) => name)]
      : [{ zh: '有几个人叫这个名字，请用编号', en: 'several people are called so: give the id' }, found];
  throw refusedFilter(
    'person',
    text,
    why,
    offered.map((person) => withSeat(person, index)),
  );
}

/** A name alone does not tell two people apart. */
function withSeat({ id, name }: Person, { seatsHeldBy, seats, units }: DirectoryIndex): Nearest {
  const seat = seats.get(seatsHeldBy.get(id)?.[0] ?? '');
  const unit = units.get(seat?.unit ?? '')?.name;
  return { code: id, name: unit === undefined ? name : `${name}，${unit}${seat?.title ?? ''}` };
}

/** When the person answered for which seat, of all seats of the units that they ever had one in or were lent one of. */
function answeredSpans(
  person: string,
  index: DirectoryIndex,
  directory: View['directory'],
  now: string,
): readonly AnsweredSpan[] {
  const seats = new Set(index.seatsHeldBy.get(person));
  for (const { seat } of index.delegationsTo.get(person) ?? []) seats.add(seat);
  for (const seat of Array.from(seats)) {
    const unit = index.seats.get(seat)?.unit ?? '';
    for (const { id } of index.seatsOf.get(unit) ?? []) seats.add(id);
  }
  return [...seats].flatMap((seat) =>
    answerTimeline(directory, seat, BEGINNING, now)
      .filter(({ resolution }) => resolution.person.id === person)
      .map(({ from, until }) => ({ seat, from, until: until === now ? 'infinity' : until })),
  );
}

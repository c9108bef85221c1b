import { indexDirectory } from '../../directory/directory-index.ts';
import { findUnit, standingUnit } from '../../directory/resolve/find-unit.ts';

import { folded } from '../../platform/wording/fold-text.ts';
import { mostAlike, seatsOf, unitsCodedLike, unitsWrittenLike } from '../entry/nearest.ts';
import type { Nearest } from '../entry/note.ts';
import { statesOf } from '../view/state-title.ts';
import type { View } from '../view/task-view.ts';
import { readUrgency, URGENCY_WORDS } from '../view/urgency-words.ts';
import { refusedFilter } from './refused-filter.ts';
import type { RowFilter } from './row-filter.ts';

/** Codes of the unit that a text names, and of the abolished ones whose tasks it has taken over. */
export function askedUnits(text: string, { directory, now }: View): readonly string[] {
  const finding = findUnit(directory, text, now);
  if (finding?.kind === 'unit') {
    const index = indexDirectory(directory);
    const { code } = finding.unit;
    const inherited = directory.units.filter(
      (unit) => unit.code !== code && standingUnit(index, unit, Date.parse(now))?.unit.code === code,
    );
    return [code, ...inherited.map((unit) => unit.code)];
  }
  if (finding?.kind === 'ambiguous') {
    const units = finding.units.map(({ code, name }) => ({ code, name }));
    throw refusedFilter(
      'unit',
      text,
      { zh: '有多个单位叫这个名字', en: 'several units are called so' },
      units,
    );
  }
  const alike = /^\d{6}-/.test(text.trim())
    ? unitsCodedLike(directory, text.trim(), now)
    : unitsWrittenLike(directory, text, now);
  throw refusedFilter('unit', text, { zh: '没有这个单位', en: 'there is no such unit' }, alike);
}

/** The seat of an id, however it is written. */
export function askedSeat(text: string, { directory, now }: View): string {
  const index = indexDirectory(directory);
  const id = text.normalize('NFKC').trim().toUpperCase();
  if (index.seats.has(id)) return id;
  const unit = /^\d{6}-[A-Z]+\d*/.exec(id)?.[0] ?? '';
  const ofUnit = seatsOf(index, unit, id, now);
  const alike = ofUnit.length > 0 ? ofUnit : mostAlike(id, directory.seats, (seat) => seat.id).map(seatNamed);
  throw refusedFilter('seat', text, { zh: '没有这个岗位', en: 'there is no such seat' }, alike);
}

function seatNamed({ id, title }: { readonly id: string; readonly title: string }): Nearest {
  return { code: id, name: title };
}

/** Paths of the states that a text names by path or title, in the workflows asked for. */
export function askedStates(
  text: string,
  workflows: readonly string[] | undefined,
  { definitions }: View,
): readonly string[] {
  const asked = [...definitions.values()].filter(({ name }) => workflows?.includes(name) !== false);
  const states = asked.flatMap((definition) => statesOf(definition));
  const wanted = folded(text);
  const found = states.filter(
    ({ path, title }) => path === text.trim() || [title.zh, title.en].some((name) => folded(name) === wanted),
  );
  if (found.length > 0) return [...new Set(found.map(({ path }) => path))];
  const known = new Map(states.map(({ path, title }) => [title.zh, { code: path, name: title.zh }]));
  throw refusedFilter('state', text, { zh: '没有这个环节', en: 'there is no such state' }, [
    ...known.values(),
  ]);
}

/** A category of the taxonomy or one above it. */
export function askedCategory(text: string, { categories }: View): string {
  const wanted = text
    .normalize('NFKC')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');
  if (categories === undefined || categories.size === 0) return wanted;
  for (const category of categories)
    if (category === wanted || category.startsWith(`${wanted}/`)) return wanted;
  const alike = mostAlike(wanted, categories, (category) => category);
  throw refusedFilter(
    'category',
    text,
    { zh: '没有这个分类', en: 'there is no such category' },
    alike.map((category) => ({ code: category, name: category })),
  );
}

/** The codes of what has to be done, by code or by its words; of the workflows asked for. */
export function askedActs(
  text: string,
  workflows: readonly string[] | undefined,
  { definitions }: View,
): readonly string[] {
  const asked = [...definitions.values()].filter(({ name }) => workflows?.includes(name) !== false);
  const acts = asked.flatMap((definition) => Object.entries(definition.acts));
  const wanted = folded(text);
  const found = acts.filter(
    ([code, { zh, en }]) => code === text.trim() || [zh, en].some((name) => folded(name) === wanted),
  );
  if (found.length > 0) return [...new Set(found.map(([code]) => code))];
  const known = acts.map(([code, { zh: name }]) => ({ code, name }));
  throw refusedFilter('act', text, { zh: '没有这种待办的事', en: 'there is no such act' }, known);
}

/** The urgency that a word of an office stands for, or its code. */
export function askedUrgency(text: string): string {
  const found = readUrgency(text);
  if (found !== undefined) return found;
  const known = Object.entries(URGENCY_WORDS).map(([code, name]) => ({ code, name }));
  throw refusedFilter('urgency', text, { zh: '没有这种紧急程度', en: 'there is no such urgency' }, known);
}

/** The light that a code or a colour names: `red`, 红 or 红灯. */
export function askedLight(text: string): AskedLight {
  const key = folded(text).replace(/灯$/, '');
  const found = LIGHTS.find(({ code, name }) => key === code || key === name);
  if (found !== undefined) return found.code;
  throw refusedFilter('light', text, { zh: '没有这种灯色', en: 'there is no such light' }, LIGHTS);
}

type AskedLight = NonNullable<RowFilter['light']>['is'];

const LIGHTS: readonly { readonly code: AskedLight; readonly name: string }[] = [
  { code: 'green', name: '绿' },
  { code: 'yellow', name: '黄' },
  { code: 'red', name: '红' },
];

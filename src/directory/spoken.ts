import type { Words } from '../platform/wording/words.ts';
import { countyMinuteOf } from '../vocabulary/county-day.ts';
import type { Directory } from './directory.ts';
import { type DirectoryIndex, indexDirectory } from './directory-index.ts';
import { seatNameIn } from './names.ts';

// What a caller typed stands behind `=`, an example behind 如 or "such as", an id that is itself meant behind 编号 or 编码:
// all are said as they are.
const INSTANT = /(?<!=|如 ?|such as )\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;
const ID =
  /(?<![=\w/.-]|如 ?|such as |编[号码] )(?:seat:)?[A-Za-z0-9][\w-]*(?:\/[A-Z][A-Z0-9]{0,3})?(?![\w/])/g;

/** Sentences said before: of refusals there are few, and each task that is read tells a dozen. */
const said = new WeakMap<Directory, Map<string, string>>();
const MOST_SAID = 1_000;
/** Longer ones are texts that people wrote, and seldom come twice. */
const LONGEST_SAID = 200;

/** A sentence as people say it: ids that the directory knows as names, instants as county time. */
export function spoken(directory: Directory, text: string): string {
  if (text.length > LONGEST_SAID) return saying(directory, text);
  let known = said.get(directory);
  if (known === undefined) said.set(directory, (known = new Map()));
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_SAID) known.clear();
  const made = saying(directory, text);
  known.set(text, made);
  return made;
}

function saying(directory: Directory, text: string): string {
  const index = indexDirectory(directory);
  return text
    .replaceAll(INSTANT, (instant) => countyMinuteOf(instant).replace(/ 00:00$/, ''))
    .replaceAll(ID, (id, at: number, whole: string) => {
      const name = nameOf(index, id.replace(/^seat:/, ''));
      if (name === undefined) return id;
      // An id alone in brackets, behind what it names, says which of two alike is meant, or what to write.
      const before = whole.slice(0, at);
      if (namesLikeIds(directory).some((one) => `${before}${id}`.endsWith(one))) return id;
      const isAlone = /[（(]$/.test(before) && /^[）)]/.test(whole.slice(at + id.length));
      return isAlone ? id : name;
    });
}

/** The same of both languages. */
export function spokenWords(directory: Directory, { zh, en }: Words): Words {
  return { zh: spoken(directory, zh), en: spoken(directory, en) };
}

const likeIds = new WeakMap<Directory, readonly string[]>();

/** Names of people that end like an id are names all the same. */
function namesLikeIds(directory: Directory): readonly string[] {
  const known = likeIds.get(directory);
  if (known !== undefined) return known;
  const found = directory.people.map(({ name }) => name).filter((name) => /\d$|\/[A-Z]\w*$/.test(name));
  likeIds.set(directory, found);
  return found;
}

function nameOf(index: DirectoryIndex, id: string): string | undefined {
  if (index.seats.has(id)) return seatNameIn(index, id).zh;
  const section = index.sections.get(id);
  if (section !== undefined) return `${index.units.get(section.unit)?.name ?? ''}${section.name}`;
  return index.units.get(id)?.name ?? index.people.get(id)?.name;
}

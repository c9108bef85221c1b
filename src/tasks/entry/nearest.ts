import type { Directory, Unit } from '../../directory/directory.ts';
import { type DirectoryIndex, indexDirectory } from '../../directory/directory-index.ts';
import { standingUnit } from '../../directory/resolve/find-unit.ts';
import { isThere } from '../../directory/resolve/standing-seat.ts';
import { bigramsOf, likeness } from '../../routing/books/name-similarity.ts';
import { unitsNamedLike } from '../../routing/lead-unit.ts';
import type { Nearest } from './note.ts';

/** How many are worth reading. */
const MOST = 5;
/** A unit has few sections, and all of them help. */
const MOST_SECTIONS = 20;

/** The entries whose keys look most like a text, best first. */
export function mostAlike<Entry>(
  written: string,
  entries: Iterable<Entry>,
  keyOf: (entry: Entry) => string,
): readonly Entry[] {
  const wanted = bigramsOf(written);
  return [...entries]
    .map((entry) => ({ entry, score: likeness(wanted, bigramsOf(keyOf(entry))) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (keyOf(a.entry) < keyOf(b.entry) ? -1 : 1))
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** Living units whose codes look like one. */
export function unitsCodedLike(directory: Directory, code: string, at: string): readonly Nearest[] {
  return mostAlike(code, livingUnits(directory, at), (unit) => unit.code).map(named);
}

/** Living units whose names look like one. */
export function unitsWrittenLike(directory: Directory, written: string, at: string): readonly Nearest[] {
  const living = livingUnits(directory, at);
  const alike = unitsNamedLike(written, living, MOST).map(({ unit }) => unit);
  // A slip in one of the two characters that tell bureaus apart leaves nothing but 县 and 局 to go by.
  return (alike.length > 0 ? alike : mostAlike(written, living, (unit) => unit.name)).map(named);
}

function livingUnits(directory: Directory, at: string): readonly Unit[] {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  return directory.units.filter((unit) => standingUnit(index, unit, moment)?.unit === unit);
}

/** The sections that a unit has at a moment. */
export function sectionsOf(directory: Directory, unit: string, at: string): readonly Nearest[] {
  const moment = Date.parse(at);
  return directory.sections
    .filter((section) => section.unit === unit && isThere(section, moment))
    .slice(0, MOST_SECTIONS)
    .map(named);
}

/** The seats that a unit and its sections have at a moment, those that look like one first. */
export function seatsOf(
  index: DirectoryIndex,
  unit: string,
  written: string,
  at: string,
): readonly Nearest[] {
  const moment = Date.parse(at);
  const seats = (index.seatsOf.get(unit) ?? []).filter((seat) => isThere(seat, moment));
  return mostAlike(written, seats, ({ id }) => id).map(({ id, title }) => ({ code: id, name: title }));
}

function named({ code, name }: { readonly code: string; readonly name: string }): Nearest {
  return { code, name };
}

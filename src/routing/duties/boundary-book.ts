import type { Directory } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import { buildPhraseTrie, type PhraseTrie, phrasesIn } from '../books/phrase-trie.ts';
import type { Boundary } from './boundary.ts';
import type { DutyWords } from './duty.ts';

/** Stands for all units in a list of those that a boundary is drawn against. */
export const EVERYBODY = '*';

/** A boundary whose units the directory knows; `over` is undefined where it is drawn against everybody. */
interface DrawnBoundary {
  readonly boundary: Boundary;
  readonly leads: string | undefined;
  readonly over: readonly string[] | undefined;
  readonly groups: readonly (readonly string[])[];
}

/** Boundaries in their order, found by the objects they are about. */
export interface BoundaryBook {
  readonly drawn: readonly DrawnBoundary[];
  readonly byObject: PhraseTrie<readonly number[]>;
}

/** A boundary that holds for a matter, by the words that make it hold. */
export interface BoundaryHeld {
  readonly boundary: Boundary;
  readonly leads: string | undefined;
  readonly over: readonly string[] | undefined;
  readonly words: readonly string[];
}

/** Files boundaries under their objects; one whose leading unit the directory does not know at a moment is left out. */
export function bookBoundaries(
  boundaries: readonly Boundary[],
  words: DutyWords,
  directory: Directory,
  now: string,
): BoundaryBook {
  const codeOf = (name: string): string | undefined => {
    const found = findUnit(directory, name, now);
    return found?.kind === 'unit' ? found.unit.code : undefined;
  };
  const drawn: DrawnBoundary[] = [];
  const byObject = new Map<string, number[]>();
  for (const boundary of boundaries) {
    const leads = boundary.leads === undefined ? undefined : codeOf(boundary.leads);
    if (boundary.leads !== undefined && leads === undefined) continue;
    const over = boundary.over.includes(EVERYBODY)
      ? undefined
      : boundary.over.map(codeOf).filter((code) => code !== undefined);
    const groups = [
      boundary.with,
      boundary.acts?.flatMap((act) => words.acts[act] ?? []),
      boundary.people?.flatMap((group) => words.people[group] ?? []),
    ].filter((group) => group !== undefined);
    for (const object of boundary.objects) {
      const numbers = byObject.get(object);
      if (numbers) numbers.push(drawn.length);
      else byObject.set(object, [drawn.length]);
    }
    drawn.push({ boundary, leads, over, groups });
  }
  return { drawn, byObject: buildPhraseTrie(byObject) };
}

/**
 * The boundaries that hold for a text, in their order. An object settles one boundary only: what an earlier one has
 * settled, or a longer or shorter word for it, does not make a later one hold. At least one word of each has to stand in the title.
 */
export function boundariesHeld(book: BoundaryBook, title: string, body: string): BoundaryHeld[] {
  const text = `${title}\n${body}`;
  const objectsOf = new Map<number, string[]>();
  for (const [object, numbers] of phrasesIn(book.byObject, text)) {
    for (const number of numbers) objectsOf.set(number, [...(objectsOf.get(number) ?? []), object]);
  }
  const settled: string[] = [];
  const held: BoundaryHeld[] = [];
  for (const number of [...objectsOf.keys()].toSorted((a, b) => a - b)) {
    const drawn = book.drawn[number];
    const objects = (objectsOf.get(number) ?? []).filter(
      (object) => !settled.some((known) => known.includes(object) || object.includes(known)),
    );
    if (!drawn || objects.length === 0) continue;
    const words = [...objects];
    const met = drawn.groups.every((group) => {
      const said = group.filter((word) => text.includes(word));
      words.push(...said);
      return said.length > 0;
    });
    const { boundary, leads, over } = drawn;
    if (!met || boundary.without?.some((word) => text.includes(word))) continue;
    if (!words.some((word) => title.includes(word))) continue;
    settled.push(...objects);
    held.push({ boundary, leads, over, words });
  }
  return held;
}

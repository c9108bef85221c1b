import type { Precedent } from '../../books/precedent.ts';
import type { Posting } from '../posting.ts';
import type { ExampleBook, Told } from './examples.ts';
import { rememberSimilar, type SimilarTasks } from './similar-tasks.ts';

/** What examples and decided tasks say, mark by mark, for the units that a model ranks. */
export interface TasksHeard {
  readonly get: (mark: string) => Posting | undefined;
}

/** A decided task as it is learned: the marks of its title and its words, each once. */
export interface TaskRead {
  readonly title: readonly string[];
  readonly words: readonly string[];
}

/**
 * What decided tasks have taught. It is taught task by task and forgets them one by one, so that a correction costs as
 * much as the one task; the order of tasks does not matter. Those bound to it hear what it knows now.
 */
export interface TaskMemory {
  learn(precedent: Precedent): void;
  forget(precedent: Precedent): void;
  /** Which tasks taught it: their number and a hash of their ids. */
  fingerprint(): string;
  hears(numbers: ReadonlyMap<string, number>, book: ExampleBook): TasksHeard;
  readonly similar: SimilarTasks;
}

// What a title says counts twice what the text says.
const IN_TITLE = 2;
const IN_TEXT = 1;

/** What tasks said about one mark: how often by unit, and what that weighs for the model that asked last. */
interface Heard {
  readonly counts: Map<number, number>;
  weighedFor?: object | undefined;
  posting?: Posting | undefined;
}

/** A memory that knows nothing yet; `read` turns a task into marks. */
export function createTaskMemory(read: (precedent: Precedent) => TaskRead): TaskMemory {
  const ids = new Map<string, number>();
  const said = new Map<string, Heard>();
  const similar = rememberSimilar();
  let tasks = 0;
  let sum = 0;

  function change(precedent: Precedent, sign: 1 | -1): void {
    if (precedent.withdrawnAt !== undefined) return;
    const unit = idOf(precedent.unit);
    tasks += sign;
    sum = (sum + sign * hashOf(precedent.id)) >>> 0;
    const { title, words } = read(precedent);
    const loud = new Set(title);
    for (const mark of loud) countIn(mark, unit, sign * IN_TITLE);
    for (const word of words) if (!loud.has(word)) countIn(word, unit, sign * IN_TEXT);
    if (sign > 0) similar.add(precedent, words);
    else similar.remove(precedent, words);
  }

  function idOf(code: string): number {
    const known = ids.get(code);
    if (known !== undefined) return known;
    ids.set(code, ids.size);
    return ids.size - 1;
  }

  function countIn(mark: string, unit: number, by: number): void {
    let heard = said.get(mark);
    if (heard === undefined) said.set(mark, (heard = { counts: new Map() }));
    const { counts } = heard;
    const count = (counts.get(unit) ?? 0) + by;
    heard.weighedFor = undefined;
    if (count > 0) counts.set(unit, count);
    else counts.delete(unit);
    if (counts.size === 0) said.delete(mark);
  }

  return {
    similar,
    learn: (precedent) => change(precedent, 1),
    forget: (precedent) => change(precedent, -1),
    fingerprint: () => `${tasks}-${sum.toString(36)}`,
    hears(numbers, book) {
      const model = {};
      const numberOf: (number | undefined)[] = [];
      return {
        get(mark) {
          const heard = said.get(mark);
          if (heard === undefined) return book.posting(mark, undefined);
          if (heard.weighedFor === model) return heard.posting;
          // Ids are only ever added.
          if (numberOf.length < ids.size) {
            for (const code of [...ids.keys()].slice(numberOf.length)) numberOf.push(numbers.get(code));
          }
          heard.posting = book.posting(mark, toldBy(heard.counts, numberOf));
          heard.weighedFor = model;
          return heard.posting;
        },
      };
    },
  };
}

// Tasks of units that the model does not rank teach nothing.
function toldBy(
  heard: ReadonlyMap<number, number>,
  numberOf: readonly (number | undefined)[],
): Told | undefined {
  const units: number[] = [];
  const counts: number[] = [];
  for (const [id, count] of heard) {
    const number = numberOf[id];
    if (number === undefined) continue;
    units.push(number);
    counts.push(count);
  }
  return units.length === 0 ? undefined : { units, counts };
}

/** A short hash of a text, the same everywhere. */
export function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

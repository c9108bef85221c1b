import type { Precedent } from '../precedent.ts';
import { keepHeaviest } from './keep-heaviest.ts';
import type { Posting } from './posting.ts';
import { rememberSimilar, type SimilarTasks } from './similar-tasks.ts';
import type { TaskWeighing } from './task-weighing.ts';

/** What past tasks say, word by word, for the units that a model ranks. */
export interface TasksHeard {
  readonly get: (word: string) => Posting | undefined;
}

/**
 * What decided tasks have taught. It is taught task by task and forgets them one by one, so that a correction costs as
 * much as the one task; the order of tasks does not matter. Whoever is bound to it hears what it knows now.
 */
export interface TaskMemory {
  learn(precedent: Precedent): void;
  forget(precedent: Precedent): void;
  /** Which tasks taught it: their number and a hash of their ids. */
  fingerprint(): string;
  hears(numbers: ReadonlyMap<string, number>, weighing: TaskWeighing): TasksHeard;
  readonly similar: SimilarTasks;
}

/** How often a word was said with each unit. */
interface Said {
  readonly units: number[];
  readonly counts: number[];
  all: number;
}

// Of a word that many units use, only those are kept that use it most out of proportion.
const UNITS_PER_WORD = 64;
// Imagined tasks without the word for each side: of a unit's first task not every word is its own.
const IMAGINED = 10;
const IMAGINED_WITH_IT = 0.5;

/** A memory that knows nothing yet; `wordsOf` cuts a task into words, each once. */
export function createTaskMemory(wordsOf: (precedent: Precedent) => readonly string[]): TaskMemory {
  const ids = new Map<string, number>();
  const tasksOf: number[] = [];
  const said = new Map<string, Said>();
  const similar = rememberSimilar(
    (word) => said.get(word)?.counts.reduce((sum, count) => sum + count, 0) ?? 0,
  );
  let tasks = 0;
  let sum = 0;
  let generation = 0;

  function change(precedent: Precedent, sign: 1 | -1): void {
    if (precedent.withdrawnAt !== undefined) return;
    const unit = idOf(precedent.unit);
    tasks += sign;
    tasksOf[unit] = (tasksOf[unit] ?? 0) + sign;
    sum = (sum + sign * hashOf(precedent.id)) >>> 0;
    generation++;
    for (const word of wordsOf(precedent)) countIn(word, unit, sign);
  }

  function idOf(code: string): number {
    const known = ids.get(code);
    if (known !== undefined) return known;
    ids.set(code, ids.size);
    return ids.size - 1;
  }

  function countIn(word: string, unit: number, sign: 1 | -1): void {
    let heard = said.get(word);
    if (heard === undefined) said.set(word, (heard = { units: [], counts: [], all: 0 }));
    heard.all += sign;
    const at = heard.units.indexOf(unit);
    if (at < 0) {
      heard.units.push(unit);
      heard.counts.push(sign);
    } else heard.counts[at] = (heard.counts[at] ?? 0) + sign;
  }

  return {
    similar,
    learn(precedent) {
      change(precedent, 1);
      if (precedent.withdrawnAt === undefined) similar.add(precedent, wordsOf(precedent));
    },
    forget(precedent) {
      change(precedent, -1);
      similar.remove(precedent, wordsOf(precedent));
    },
    fingerprint: () => `${tasks}-${sum.toString(36)}`,
    hears(numbers, weighing) {
      let seen = -1;
      let known = 0;
      let numberOf: (number | undefined)[] = [];
      const weighed = new Map<string, Posting | undefined>();
      return {
        get(word) {
          if (seen !== generation) {
            seen = generation;
            weighed.clear();
            numberOf = [...ids.keys()].map((code) => numbers.get(code));
            known = tasksOf.reduce((all, own, id) => all + (numberOf[id] === undefined ? 0 : own), 0);
          }
          if (weighed.has(word)) return weighed.get(word);
          const posting = weigh(said.get(word), tasksOf, known, numberOf, weighing);
          weighed.set(word, posting);
          return posting;
        },
      };
    },
  };
}

// How much more often a word occurs in the tasks of a unit than in those of all others, from nothing (as often) to
// `weight` (nowhere else).
function weigh(
  said: Said | undefined,
  tasksOf: readonly number[],
  tasks: number,
  numberOf: readonly (number | undefined)[],
  { weight: most, halfAt }: TaskWeighing,
): Posting | undefined {
  if (said === undefined) return undefined;
  const { units, counts } = said;
  let all = 0;
  for (let at = 0; at < units.length; at++)
    if (numberOf[units[at] ?? -1] !== undefined) all += counts[at] ?? 0;
  const best = keepHeaviest(UNITS_PER_WORD);
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? -1;
    const number = numberOf[unit];
    const count = counts[at] ?? 0;
    if (number === undefined || count <= 0) continue;
    const own = tasksOf[unit] ?? 1;
    const here = count / (own + IMAGINED);
    const elsewhere = (all - count + IMAGINED_WITH_IT) / (Math.max(0, tasks - own) + IMAGINED);
    const preference = (here - elsewhere) / (here + elsewhere);
    if (preference > 0) best.offer(number, (most * preference * count) / (count + halfAt));
  }
  return best.posting();
}

function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

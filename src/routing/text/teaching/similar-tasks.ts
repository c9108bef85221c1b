import type { Precedent } from '../../books/precedent.ts';

/** A decided task and how much of what a matter says it says, too (0–1). */
export interface SimilarHit {
  readonly precedent: Precedent;
  readonly likeness: number;
}

/** Decided tasks found by the words they share with a matter. */
export interface SimilarTasks {
  add(precedent: Precedent, words: readonly string[]): void;
  remove(precedent: Precedent, words: readonly string[]): void;
  find(words: Iterable<string>, count: number): SimilarHit[];
}

// A word finds the youngest tasks that say it: the past does not make the present slower.
const TASKS_PER_WORD = 32;
// Common words find everything and tell nothing apart.
const WORDS_ASKED = 20;
// What is less alike says nothing to an officer.
const LEAST = 0.25;

/** The youngest tasks that say a word, and how many have said it. */
interface Saying {
  readonly tasks: Precedent[];
  count: number;
}

/** Keeps decided tasks by their words. */
export function rememberSimilar(): SimilarTasks {
  const saying = new Map<string, Saying>();
  return {
    add(precedent, words) {
      for (const word of words) {
        let said = saying.get(word);
        if (said === undefined) saying.set(word, (said = { tasks: [], count: 0 }));
        said.count++;
        said.tasks.push(precedent);
        if (said.tasks.length > 2 * TASKS_PER_WORD) {
          said.tasks.splice(0, said.tasks.length - TASKS_PER_WORD);
        }
      }
    },
    remove(precedent, words) {
      for (const word of words) {
        const said = saying.get(word);
        if (said === undefined) continue;
        said.count--;
        const at = said.tasks.lastIndexOf(precedent);
        if (at >= 0) said.tasks.splice(at, 1);
        if (said.count === 0) saying.delete(word);
      }
    },
    find(words, count) {
      const shared = new Map<Precedent, number>();
      const said = [...new Set(words)].map((word) => {
        const known = saying.get(word);
        return { word, known, rare: 1 / Math.log2(2 + (known?.count ?? 0)) };
      });
      const all = said.reduce((sum, { rare }) => sum + rare, 0);
      const rarest = said
        .toSorted((a, b) => b.rare - a.rare || (a.word < b.word ? -1 : 1))
        .slice(0, WORDS_ASKED);
      for (const { known, rare } of rarest) {
        const tasks = known?.tasks ?? [];
        for (let at = Math.max(0, tasks.length - TASKS_PER_WORD); at < tasks.length; at++) {
          const precedent = tasks[at];
          if (precedent) shared.set(precedent, (shared.get(precedent) ?? 0) + rare);
        }
      }
      return [...shared]
        .map(([precedent, weight]): SimilarHit => ({ precedent, likeness: weight / all }))
        .filter(({ likeness }) => likeness >= LEAST)
        .toSorted(
          (a, b) =>
            b.likeness - a.likeness ||
            (a.precedent.at < b.precedent.at
              ? 1
              : a.precedent.at > b.precedent.at
                ? -1
                : a.precedent.id < b.precedent.id
                  ? -1
                  : 1),
        )
        .slice(0, count);
    },
  };
}

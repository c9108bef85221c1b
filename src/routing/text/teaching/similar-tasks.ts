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

/** Keeps decided tasks by their words; `frequency` is in how many tasks a word was said. */
export function rememberSimilar(frequency: (word: string) => number): SimilarTasks {
  const saying = new Map<string, Precedent[]>();
  return {
    add(precedent, words) {
      for (const word of words) {
        const tasks = saying.get(word);
        if (tasks === undefined) saying.set(word, [precedent]);
        else {
          tasks.push(precedent);
          if (tasks.length > 2 * TASKS_PER_WORD) tasks.splice(0, tasks.length - TASKS_PER_WORD);
        }
      }
    },
    remove(precedent, words) {
      for (const word of words) {
        const tasks = saying.get(word);
        const at = tasks?.lastIndexOf(precedent) ?? -1;
        if (at >= 0) tasks?.splice(at, 1);
      }
    },
    find(words, count) {
      const shared = new Map<Precedent, number>();
      const said = [...new Set(words)].map((word) => ({ word, rare: 1 / Math.log2(2 + frequency(word)) }));
      const all = said.reduce((sum, { rare }) => sum + rare, 0);
      const rarest = said
        .toSorted((a, b) => b.rare - a.rare || (a.word < b.word ? -1 : 1))
        .slice(0, WORDS_ASKED);
      for (const { word, rare } of rarest) {
        const tasks = saying.get(word) ?? [];
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

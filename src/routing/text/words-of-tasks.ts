import type { Precedent } from '../precedent.ts';
import type { Segment } from './segment.ts';

/**
 * Cuts tasks into words, each task once. Precedents are plain data that never changes; one text each, not a list: of a
 * hundred thousand lists the garbage collector would look at every word.
 */
export function wordsOfTasks(segment: Segment, read: number): (precedent: Precedent) => readonly string[] {
  const cut = new WeakMap<Precedent, string>();
  return (precedent) => {
    const known = cut.get(precedent);
    if (known !== undefined) return known === '' ? [] : known.split('\n');
    const text = `${precedent.title}\n${precedent.goal ?? ''}`.normalize('NFKC').slice(0, read);
    const words = [...new Set(segment(text))];
    cut.set(precedent, words.join('\n'));
    return words;
  };
}

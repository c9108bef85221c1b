import type { Precedent } from '../../books/precedent.ts';
import { marksIn, wordMarks } from '../marks.ts';
import type { Segment } from '../segment.ts';
import type { TaskRead } from './task-memory.ts';

/**
 * Reads tasks as marks, each task once. Precedents are plain data that never changes; one text each, not a list: of a
 * hundred thousand lists the garbage collector would look at every word.
 */
export function readTasks(segment: Segment, most: number): (precedent: Precedent) => TaskRead {
  const cut = new WeakMap<Precedent, string>();
  return (precedent) => {
    const title = precedent.title.normalize('NFKC').slice(0, most);
    let known = cut.get(precedent);
    if (known === undefined) {
      const goal = (precedent.goal ?? '').normalize('NFKC').slice(0, Math.max(0, most - title.length));
      known = `${segment(title).join(' ')}\n${segment(goal).join(' ')}`;
      cut.set(precedent, known);
    }
    const [inTitle = [], inGoal = []] = known
      .split('\n')
      .map((line) => line.split(' ').filter((word) => word !== ''));
    return { title: [...marksIn(title, inTitle)], words: [...wordMarks([...inTitle, ...inGoal])] };
  };
}

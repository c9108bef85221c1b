import type { Precedent } from '../../books/precedent.ts';
import { marksIn, wordMarks } from '../marks.ts';
import type { Segment } from '../segment.ts';
import type { TaskRead } from './task-memory.ts';

/** Reads decided tasks as marks, of each no more than `most` characters. */
export function readTasks(segment: Segment, most: number): (precedent: Precedent) => TaskRead {
  return (precedent) => {
    const title = precedent.title.normalize('NFKC').slice(0, most);
    const goal = (precedent.goal ?? '').normalize('NFKC').slice(0, Math.max(0, most - title.length));
    const inTitle = segment(title);
    return { title: [...marksIn(title, inTitle)], words: [...wordMarks([...inTitle, ...segment(goal)])] };
  };
}

import type { KnownTask } from '../../duties/known-tasks.ts';
import type { HeldDuty } from '../../duties/weigh-duties.ts';
import { marksIn } from '../marks.ts';
import type { Segment } from '../segment.ts';
import type { Example } from './examples.ts';

// What a title says is what the task is about; the text says how.
const IN_TITLE = 2;

/** The objects of duties as examples, each once a unit. */
export function exampleObjects(duties: readonly HeldDuty[], segment: Segment): Example[] {
  const marks = new Map<string, Set<string>>();
  return duties.flatMap(({ number, objects }) =>
    objects.map((object): Example => {
      let known = marks.get(object);
      if (!known) marks.set(object, (known = marksIn(object, segment(object))));
      return { unit: number, marks: evenly(known) };
    }),
  );
}

/** Tasks whose lead unit is known as examples; those of units that are not ranked are left out. */
export function exampleTasks(
  tasks: readonly KnownTask[],
  segment: Segment,
  numberOf: (unit: string) => number | undefined,
): Example[] {
  return tasks.flatMap(({ title, goal, leadUnit }): Example[] => {
    const unit = numberOf(leadUnit);
    if (unit === undefined) return [];
    return [{ unit, marks: marksOfTask(title.normalize('NFKC'), goal.normalize('NFKC'), segment) }];
  });
}

/** The marks of a task and how loudly each is said. */
export function marksOfTask(title: string, body: string, segment: Segment): Map<string, number> {
  const marks = evenly(marksIn(body, segment(body)));
  for (const mark of marksIn(title, segment(title))) marks.set(mark, IN_TITLE);
  return marks;
}

function evenly(marks: Iterable<string>): Map<string, number> {
  const even = new Map<string, number>();
  for (const mark of marks) even.set(mark, 1);
  return even;
}

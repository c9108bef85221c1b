import type { Work } from '../../../platform/in-slices.ts';
import type { KnownTask } from '../../duties/known-tasks.ts';
import type { HeldDuty } from '../../duties/weigh-duties.ts';
import { marksIn } from '../marks.ts';
import type { Segment } from '../segment.ts';
import type { Example } from './examples.ts';

const AT_ONCE = 20;

/** The objects of duties and the tasks whose lead unit is known, as examples; those of units that are not ranked are left out. */
export function* holdExamples(
  duties: readonly HeldDuty[],
  known: readonly KnownTask[],
  segment: Segment,
  numberOf: (unit: string) => number | undefined,
): Work<Example[]> {
  const examples: Example[] = [];
  const marksOf = new Map<string, Set<string>>();
  for (const { number, objects } of duties) {
    for (const object of objects) {
      let marks = marksOf.get(object);
      if (!marks) marksOf.set(object, (marks = marksIn(object, segment(object))));
      examples.push({ unit: number, marks });
      if (examples.length % AT_ONCE === 0) yield;
    }
  }
  for (const { title, goal, leadUnit } of known) {
    const unit = numberOf(leadUnit);
    if (unit === undefined) continue;
    const [said, more] = [title.normalize('NFKC'), goal.normalize('NFKC')];
    const titled = marksIn(said, segment(said));
    examples.push({ unit, titled, marks: marksIn(more, segment(more)) });
    if (examples.length % AT_ONCE === 0) yield;
  }
  return examples;
}

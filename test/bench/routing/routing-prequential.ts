import type { Precedent } from '../../../src/routing/books/precedent.ts';
import { seededRandom } from '../seeded-random.ts';
import type { Case } from './routing-cases.ts';
import { bookOf, bookWith, memoryOf, NOW, type ShippedCounty } from './routing-county.ts';
import { withoutKnown } from './routing-folds.ts';
import { type Outcome, type Quality, qualityOf, routeCase } from './routing-outcomes.ts';

/** The figures of a stretch of a decided history: as asked while learning, and as asked without having learned. */
export interface Stretch {
  readonly from: number;
  readonly learning: Quality;
  readonly untaught: Quality;
}

const STRETCHES = 4;

/**
 * Replays cases as a decided history, in an order of their own: each is asked first and teaches afterwards, as the
 * task force has settled it. Of several right units the one that the model finds likeliest is what was decided.
 */
export function prequential(county: ShippedCounty, cases: readonly Case[], seed: number): Stretch[] {
  const history = shuffled(cases, seed);
  const memory = memoryOf(county);
  const innocent = withoutKnown(county, cases);
  const learning = bookWith(innocent, [], memory);
  const untaught = bookOf(innocent);
  const asked: { learning: Outcome; untaught: Outcome }[] = [];
  for (const [number, one] of history.entries()) {
    asked.push({ learning: routeCase(one, learning), untaught: routeCase(one, untaught) });
    memory.learn(lessonOf(one, number, untaught.text?.rank(one.matter, 1, one.right).ranked[0]?.unit));
  }
  const length = Math.ceil(asked.length / STRETCHES);
  return Array.from({ length: STRETCHES }, (_, at) => asked.slice(at * length, (at + 1) * length))
    .filter((stretch) => stretch.length > 0)
    .map((stretch, at) => ({
      from: at * length,
      learning: qualityOf(stretch.map((both) => both.learning)),
      untaught: qualityOf(stretch.map((both) => both.untaught)),
    }));
}

function lessonOf({ matter, right }: Case, number: number, likeliest: string | undefined): Precedent {
  return {
    id: `lesson-${number}`,
    kind: 'accepted',
    unit: likeliest ?? [...right][0] ?? '',
    title: matter.title,
    ...(matter.goal === undefined ? {} : { goal: matter.goal }),
    at: NOW,
  };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

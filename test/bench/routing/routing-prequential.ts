import { findUnit } from '../../../src/directory/resolve/find-unit.ts';
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

/** Whose tasks another unit leads, in a county that has divided its duties otherwise. */
const PRACTICE = [
  ['林业局', '自然资源局'],
  ['科技局', '经信局'],
  ['医保局', '人社局'],
  ['退役军人局', '民政局'],
  ['供销社', '商务局'],
  ['气象局', '应急局'],
  ['机关事务中心', '政府办'],
] as const;

/** The decided history of a county whose practice differs from the shipped duties; a third of it are tasks that it decides otherwise. */
export function otherPractice({ directory }: ShippedCounty, cases: readonly Case[]): Case[] {
  const codeOf = (name: string) => {
    const found = findUnit(directory, name, NOW);
    if (found?.kind !== 'unit') throw new Error(`"${name}" is no unit of the directory`);
    return found.unit.code;
  };
  const leads = new Map<string, string>(PRACTICE.map(([from, to]) => [codeOf(from), codeOf(to)]));
  const isOther = ({ right }: Case) => [...right].some((unit) => leads.has(unit));
  const others = cases.filter(isOther);
  const rest = cases.filter((one) => !isOther(one));
  const step = Math.max(1, Math.floor(rest.length / (2 * others.length)));
  return [
    ...others.map((one) => ({
      ...one,
      right: new Set([...one.right].map((unit) => leads.get(unit) ?? unit)),
    })),
    ...rest.filter((_, at) => at % step === 0).slice(0, 2 * others.length),
  ];
}

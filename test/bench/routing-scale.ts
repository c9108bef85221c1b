import type { Unit } from '../../src/directory/directory.ts';
import type { Matter } from '../../src/routing/matter.ts';
import type { Precedent } from '../../src/routing/precedent.ts';
import type { ShippedCounty } from './routing-county.ts';
import { seededRandom } from './seeded-random.ts';

const RULINGS_PER_HUNDRED = 10;
const COMMON_WORDS = 300;

/** A county of any size with a past of any length, made of the shipped one's words; the same seed makes it again. */
export function bigCounty(
  shipped: ShippedCounty,
  unitCount: number,
  precedentCount: number,
  seed: number,
): { county: ShippedCounty; precedents: Precedent[]; matter: () => Matter } {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const phrases = shipped.files.lexicon.units.flatMap(({ strong, words }) => [...strong, ...words]);
  const subjects = new Map<string, string[]>();
  const units: Unit[] = [...shipped.directory.units];
  const model = units.find((unit) => unit.kind === 'organ') ?? pick(units);
  for (let number = 0; units.length < unitCount; number++) {
    const code = `339999-X${String(number).padStart(4, '0')}`;
    const own = Array.from({ length: 25 }, () => pick(phrases));
    subjects.set(code, own);
    const name = `县第${number}事务中心`;
    units.push({ ...model, code, name, aliases: [], formerNames: [], duties: [], dutyText: own.join('、') });
  }
  const codes = [...subjects.keys()];
  // About a hundred and fifty characters, half of them the unit's own business and a tenth somebody else's, the rest
  // words that everybody uses: what a task form holds.
  const common = Array.from({ length: COMMON_WORDS }, () => pick(phrases));
  const wordFor = (unit: string) => {
    const kind = random();
    return pick(kind < 0.5 ? (subjects.get(unit) ?? phrases) : kind < 0.6 ? phrases : common);
  };
  const textFor = (unit: string, count: number) =>
    Array.from({ length: count }, () => wordFor(unit)).join('的');
  const matter = (): Matter => {
    const unit = pick(codes);
    return { title: textFor(unit, 6), goal: textFor(unit, 40) };
  };
  const precedents = Array.from({ length: precedentCount }, (_, number): Precedent => {
    const unit = pick(codes);
    return {
      id: `P-${number}`,
      kind: number % 100 < RULINGS_PER_HUNDRED ? 'ruling' : 'accepted',
      unit,
      title: textFor(unit, 6),
      goal: textFor(unit, 40),
      at: '2026-01-01T00:00:00.000Z',
    };
  });
  return { county: { ...shipped, directory: { ...shipped.directory, units } }, precedents, matter };
}

import { setImmediate } from 'node:timers/promises';
import type { Directory, Unit } from '../../../src/directory/directory.ts';
import { inSlices } from '../../../src/platform/in-slices.ts';
import { learnAll } from '../../../src/routing/books/keep-book.ts';
import type { Precedent } from '../../../src/routing/books/precedent.ts';
import type { Matter } from '../../../src/routing/matter.ts';
import { route } from '../../../src/routing/route.ts';
import { seededRandom } from '../seeded-random.ts';
import { longestBlock } from './longest-block.ts';
import { keepCounty, memoryOf, NOW, type ShippedCounty } from './routing-county.ts';
import { memoryNow, timeEach } from './routing-timing.ts';

const RULINGS_PER_HUNDRED = 10;
const COMMON_WORDS = 300;

/** A county of any size with a past of any length, made of the shipped one's words; the same seed makes it again. */
function bigCounty(
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

const BIG = { units: 5000, precedents: 100_000, matters: 1000, seed: 20261122 };
const CORRECTIONS = 20;
// More than a process takes in at one go.
const IMPORTED = 300;

/** Time and memory with thousands of units and a long past, and what a correction costs there. */
export async function measureScale(shipped: ShippedCounty) {
  const before = memoryNow();
  const { county, precedents, matter } = bigCounty(shipped, BIG.units, BIG.precedents, BIG.seed);
  const made = memoryNow();
  const started = performance.now();
  const memory = memoryOf(county);
  const teaching = await longestBlock(() => inSlices(learnAll(memory, precedents)));
  const ask = keepCounty(county, memory, precedents);
  let list: readonly Precedent[] = precedents;
  let book = ask(county.directory, list, NOW);
  const built = performance.now();
  const matters = Array.from({ length: BIG.matters }, matter);
  const text = timeEach(matters, 3, (one) => route(one, book, NOW));
  const corrections = timeEach(
    Array.from({ length: CORRECTIONS }, (_, number) => number),
    1,
    (number) => {
      const last = list.at(-1 - number);
      if (last)
        list = [...list.filter((one) => one !== last), { ...last, id: `again-${number}-${list.length}` }];
      book = ask(county.directory, list, NOW);
    },
  );
  return {
    units: BIG.units,
    precedents: BIG.precedents,
    buildMilliseconds: Math.round(built - started),
    corrections,
    text,
    blocks: { teaching, ...(await measureBlocks(county, ask, list)) },
    memory: { before, withPrecedents: made, after: memoryNow() },
  };
}

// Others use the machine as well: what the best of some rounds blocks is ours.
const ROUNDS = 3;

/** How long the event loop is blocked at most while the units change, and while many tasks come in at once. */
export async function measureBlocks(
  { directory }: ShippedCounty,
  ask: ReturnType<typeof keepCounty>,
  precedents: readonly Precedent[],
) {
  const rounds: { units: number; taughtMilliseconds: number; imported: number }[] = [];
  const [first, ...rest] = directory.units;
  let known = precedents;
  for (let round = 0; round < ROUNDS; round++) {
    const renamed: Directory = {
      ...directory,
      version: directory.version + 1 + round,
      units: [...(first ? [{ ...first, aliases: [...first.aliases, `第${round}个简称`] }] : []), ...rest],
    };
    const { text } = ask(directory, known, NOW);
    let taught = 0;
    const units = await longestBlock(async () => {
      const started = performance.now();
      while (ask(renamed, known, NOW).text === text) await setImmediate();
      taught = performance.now() - started;
    });
    known = [
      ...known,
      ...known.slice(0, IMPORTED).map((one) => ({ ...one, id: `imported-${round}-${one.id}` })),
    ];
    const imported = await longestBlock(async () => {
      for (let call = 0; call < IMPORTED / 10; call++) {
        ask(renamed, known, NOW);
        await setImmediate();
      }
    });
    rounds.push({ units, taughtMilliseconds: Math.round(taught), imported });
  }
  const least = (figure: (round: (typeof rounds)[number]) => number) => Math.min(...rounds.map(figure));
  return {
    units: least(({ units }) => units),
    taughtMilliseconds: least(({ taughtMilliseconds }) => taughtMilliseconds),
    imported: least(({ imported }) => imported),
  };
}

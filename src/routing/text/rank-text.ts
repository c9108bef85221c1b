import { scanOverlapping } from '../books/phrase-trie.ts';
import type { Boundary } from '../duties/boundary.ts';
import { type BoundaryBook, type BoundaryHeld, boundariesHeld } from '../duties/boundary-book.ts';
import { dutiesSaid } from '../duties/duties-said.ts';
import { dutyText } from '../duties/duty.ts';
import type { HeldDuty } from '../duties/weigh-duties.ts';
import type { Matter } from '../matter.ts';
import { confidenceOf, leadOf } from './confidence.ts';
import { hear, readMatter, type Vocabulary, type Voice } from './evidence.ts';
import { wordMarks } from './marks.ts';
import { openAt, settle } from './settle.ts';
import { speakersFor } from './speakers.ts';
import type { SimilarTasks } from './teaching/similar-tasks.ts';
import { kindOf } from './text-kind.ts';
import type { RankedUnit, TextModel, TextRanking } from './text-ranking.ts';
import type { TextSettings } from './text-settings.ts';

/** Everything that a taught model ranks with. */
export interface Taught {
  readonly version: () => string;
  /** Unit codes by number, and numbers by code. */
  readonly units: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly vocabulary: Vocabulary;
  /** The duties of each unit number. */
  readonly duties: ReadonlyMap<number, readonly HeldDuty[]>;
  readonly similar: SimilarTasks;
  /** Books the boundaries of the files, asked after those given. */
  readonly boundariesAfter: (first: readonly Boundary[]) => BoundaryBook;
  readonly settings: TextSettings;
}

// Adding and subtracting the same words leaves rounding errors of about this size.
const NOISE = 1e-6;
// A written boundary makes its leading unit surer than words alone; added to the lead.
const WRITTEN = 0.35;

/** Makes a model that ranks with this knowledge. */
export function rankWith(taught: Taught): TextModel {
  const { version, settings, similar } = taught;
  return {
    get version() {
      return version();
    },
    threshold: settings.threshold,
    rank: (matter, count, pool) => rank(taught, matter, count, pool),
    similar: (matter, count) => {
      const { title, body } = readMatter(matter, settings.read);
      return similar.find(wordMarks(taught.vocabulary.segment(`${title}\n${body}`)), count);
    },
    objectsIn: (text) => [
      ...new Set(
        scanOverlapping(taught.vocabulary.objects, text.normalize('NFKC')).map(({ phrase }) => phrase),
      ),
    ],
    holdersOf: (text) => holdersOf(taught, text),
    withBoundaries: (first) =>
      rankWith({
        ...taught,
        version: () => `${version()}+${first.length}`,
        vocabulary: { ...taught.vocabulary, boundaries: taught.boundariesAfter(first) },
      }),
  };
}

function holdersOf({ units, vocabulary }: Taught, text: string) {
  const clearest = new Map<number, { unit: string; object: string; weight: number }>();
  for (const { phrase, value } of scanOverlapping(vocabulary.objects, text.normalize('NFKC'))) {
    value.units.forEach((number, at) => {
      const weight = value.weights[at] ?? 0;
      if (weight <= (clearest.get(number)?.weight ?? 0)) return;
      clearest.set(number, { unit: units[number] ?? '', object: phrase, weight });
    });
  }
  return [...clearest.values()].toSorted((a, b) => b.weight - a.weight || (a.unit < b.unit ? -1 : 1));
}

function rank(
  taught: Taught,
  matter: Matter,
  count: number,
  pool: ReadonlySet<string> | undefined,
): TextRanking {
  const { units, numbers, settings, vocabulary } = taught;
  const kind = kindOf(matter, settings.personal);
  const weights = settings.kinds[kind];
  const reading = readMatter(matter, settings.read);
  const voices = hear(reading, vocabulary, weights, settings.phrases.asPlace);
  const evidence = new Float64Array(units.length);
  for (const voice of voices) weigh(evidence, voice, 1);
  const held =
    weights.boundary === 0 ? [] : boundariesHeld(vocabulary.boundaries, reading.title, reading.body);
  const settled = settle(evidence, held, numbers, weights.boundary);
  const best = heaviest(taught, evidence, Math.max(2, count), pool);
  const [first, second] = best;
  const written = settled.some(({ leads }) => leads !== undefined && leads === units[first ?? -1]);
  const lead =
    leadOf(evidence[first ?? -1] ?? 0, evidence[second ?? -1] ?? 0, weights.doubt) + (written ? WRITTEN : 0);
  const total = best.reduce((sum, unit) => sum + (evidence[unit] ?? 0), weights.doubt);
  const shown = best.slice(0, count);
  const speakers = speakersFor(shown, evidence, voices);
  const ranked = shown.map((unit, at): RankedUnit => {
    const own = evidence[unit] ?? 0;
    const words = speakers[at] ?? [];
    const duties = dutiesSaid(taught.duties.get(unit) ?? [], words).map(dutyText);
    return { unit: units[unit] ?? '', score: own / total, words, duties };
  });
  const flip = first === undefined ? undefined : flipOf(taught, voices, evidence, ranked[0], first, pool);
  const sureness = { lead, oneWord: ranked[0]?.words[0]?.share ?? 1, ...dutiesNamed(voices, first) };
  const evidenceOf = (unit: string) => evidence[numbers.get(unit) ?? -1] ?? 0;
  const open = first === undefined ? undefined : openAt(settled, units[first] ?? '', evidenceOf);
  return {
    kind,
    ...sureness,
    confidence: confidenceOf(sureness, weights.calibration),
    ranked,
    boundaries: settled.filter((boundary) => touches(boundary, ranked)),
    ...(open ? { open } : {}),
    ...(flip ? { flip } : {}),
  };
}

// How clearly the text names a duty of the unit, and a duty of some other unit.
function dutiesNamed(voices: readonly Voice[], unit: number | undefined): { held: number; against: number } {
  let [held, against] = [0, 0];
  for (const { object, posting } of voices) {
    if (!object) continue;
    posting.units.forEach((holder, at) => {
      const weight = posting.weights[at] ?? 0;
      if (holder === unit) held = Math.max(held, weight);
      else against = Math.max(against, weight);
    });
  }
  return { held, against };
}

function touches({ leads, over }: BoundaryHeld, ranked: readonly RankedUnit[]): boolean {
  return ranked.some(({ unit }) => unit === leads || (leads === undefined && over?.includes(unit)));
}

function weigh(evidence: Float64Array, { loudness, posting }: Voice, sign: 1 | -1): void {
  const { units, weights } = posting;
  const by = sign * loudness;
  // The hottest loop: hundreds of voices times dozens of units, so no bounds are checked.
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as number;
    evidence[unit] = (evidence[unit] as number) + by * (weights[at] as number);
  }
}

// Removes the first unit's words, the weightiest first, until another unit leads.
function flipOf(
  taught: Taught,
  voices: readonly Voice[],
  evidence: Float64Array,
  first: RankedUnit | undefined,
  number: number,
  pool: ReadonlySet<string> | undefined,
): TextRanking['flip'] {
  const left = evidence.slice();
  const without: string[] = [];
  const silenced = new Set<Voice>();
  for (const { word } of first?.words ?? []) {
    without.push(word);
    const gone = voices.filter(
      (voice) =>
        !silenced.has(voice) &&
        (voice.run ? voice.word.includes(word) || word.includes(voice.word) : voice.word === word),
    );
    for (const voice of gone) {
      silenced.add(voice);
      weigh(left, voice, -1);
    }
    const [other] = heaviest(taught, left, 1, pool);
    if (other !== undefined && other !== number && (left[other] ?? 0) > NOISE) {
      return { without, unit: taught.units[other] ?? '' };
    }
  }
  return undefined;
}

// With thousands of units a full sort would cost more than everything else, so only the best are kept in order.
function heaviest(
  { units, numbers }: Taught,
  evidence: Float64Array,
  count: number,
  pool: ReadonlySet<string> | undefined,
): number[] {
  const best: number[] = [];
  const weightOf = (unit: number | undefined) => evidence[unit ?? -1] ?? 0;
  const consider = (unit: number) => {
    const weight = weightOf(unit);
    if (weight <= 0 || (best.length === count && weight < weightOf(best[count - 1]))) return;
    let place = best.length;
    while (place > 0 && comesBefore(unit, best[place - 1])) place--;
    best.splice(place, 0, unit);
    if (best.length > count) best.pop();
  };
  const comesBefore = (unit: number, other: number | undefined) => {
    const lead = weightOf(unit) - weightOf(other);
    return lead === 0 ? (units[unit] ?? '') < (units[other ?? -1] ?? '') : lead > 0;
  };
  if (pool) for (const code of pool) consider(numbers.get(code) ?? -1);
  else for (let unit = 0; unit < units.length; unit++) consider(unit);
  return best;
}

import type { Directory, Unit } from '../../../directory/directory.ts';
import type { Taxonomy } from '../../../directory/files/taxonomy.ts';
import { atOnce, type Work } from '../../../platform/in-slices.ts';
import type { Boundary } from '../../duties/boundary.ts';
import { bookBoundaries } from '../../duties/boundary-book.ts';
import { holdDuties, numberingOf } from '../../duties/hold-duties.ts';
import type { DutyFiles } from '../../duties/load-duties.ts';
import { type HeldDuty, weighObjects } from '../../duties/weigh-duties.ts';
import { type Lexicon, resolveLexicon } from '../lexicon.ts';
import { buildPhrases } from '../phrases.ts';
import { rankWith } from '../rank-text.ts';
import type { Segment } from '../segment.ts';
import type { TextModel } from '../text-ranking.ts';
import type { TextSettings } from '../text-settings.ts';
import { bookExamples } from './examples.ts';
import { holdExamples } from './hold-examples.ts';
import { hashOf, type TaskMemory } from './task-memory.ts';
import { weighDescriptions } from './weigh-descriptions.ts';

/** What free-text routing reads from files; the segmenter is dear to load, so it is kept for the life of the process. */
export interface TextFiles {
  readonly lexicon: Lexicon;
  readonly settings: TextSettings;
  readonly duties: DutyFiles;
  readonly segment: Segment;
}

/** What free-text routing is taught from. */
export interface TextSources extends TextFiles {
  readonly directory: Directory;
  readonly taxonomy: Taxonomy;
  /** What accepted tasks, assignments and rulings have taught. */
  readonly memory: TaskMemory;
}

const BY_PLACE: ReadonlySet<string> = new Set(['town', 'township', 'subdistrict']);

/** Teaches a text model while everything else waits; `now` (ISO instant) says which units names mean. */
export function buildTextModel(sources: TextSources, now: string): TextModel {
  return atOnce(teachTextModel(sources, now));
}

/** Teaches a text model in small parts. */
export function* teachTextModel(sources: TextSources, now: string): Work<TextModel> {
  const { directory, taxonomy, lexicon, duties, memory, settings, segment } = sources;
  // Towns answer by place and the task force by default; neither has a subject that words could show.
  const ranked = directory.units.filter((unit) => !BY_PLACE.has(unit.kind) && unit.kind !== 'taskForce');
  const numbers = new Map(ranked.map((unit, number) => [unit.code, number]));
  const { entries } = resolveLexicon(lexicon, directory, now);
  const boundariesAfter = (first: readonly Boundary[]) =>
    bookBoundaries([...first, ...duties.boundaries.boundaries], duties.words, directory, now);
  const numberOf = numberingOf(directory, numbers, now);
  yield;
  const held = holdDuties(duties.duties, numberOf);
  yield;
  const known = yield* holdExamples(held, duties.known, segment, numberOf);
  const examples = yield* bookExamples(known, settings.examples);
  const phrases = yield* buildPhrases(lexicon, entries, numbers, ranked, settings.phrases);
  const descriptions = yield* weighDescriptions(
    ranked.map((unit) => describe(unit, taxonomy)),
    segment,
    settings.duty,
  );
  const objects = yield* weighObjects(held, settings.longer, new Set(duties.words.faint));
  yield;
  const boundaries = boundariesAfter([]);
  yield;
  const units = hashOf(JSON.stringify(directory.units)).toString(36);

  return rankWith({
    version: () =>
      `${settings.version}/${lexicon.version}/u${units}/b${duties.boundaries.version}/p${memory.fingerprint()}`,
    units: ranked.map((unit) => unit.code),
    numbers,
    vocabulary: {
      phrases,
      locatives: lexicon.locatives,
      descriptions,
      objects,
      boundaries,
      examples: memory.hears(numbers, examples),
      segment,
    },
    duties: dutiesByUnit(held),
    similar: memory.similar,
    boundariesAfter,
    settings,
  });
}

function dutiesByUnit(held: readonly HeldDuty[]): Map<number, HeldDuty[]> {
  const byUnit = new Map<number, HeldDuty[]>();
  for (const duty of held) {
    const known = byUnit.get(duty.number);
    if (known) known.push(duty);
    else byUnit.set(duty.number, [duty]);
  }
  return byUnit;
}

// A unit in words: what it says of itself, and the labels of everything it answers for.
function describe(unit: Unit, taxonomy: Taxonomy): string {
  const labels = unit.duties.flatMap((duty) => {
    const [first = '', second = '', third] = duty.split('/');
    return third === undefined ? [second, ...(taxonomy[first]?.[second] ?? [])] : [third];
  });
  return [unit.dutyText, ...labels.filter((label) => label !== '其他')].join('\n').normalize('NFKC');
}

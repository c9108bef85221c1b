import { join, resolve } from 'node:path';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import type { RoutingBook } from '../../../src/routing/books/prepare-routing.ts';
import { route } from '../../../src/routing/route.ts';
import { readAccepted } from './routing-accepted.ts';
import { crossValidate, fitCalibration, type Lead } from './routing-calibration.ts';
import { type Case, type CaseKind, readCases } from './routing-cases.ts';
import { bookOf, keepCounty, memoryOf, NOW, type ShippedCounty, shippedCounty } from './routing-county.ts';
import { HIDDEN, heldOut, heldOutHard } from './routing-folds.ts';
import {
  confusionOf,
  coUnitPrecision,
  openQualityOf,
  qualityOf,
  reliabilityOf,
  routeCases,
} from './routing-outcomes.ts';
import { otherPractice, prequential } from './routing-prequential.ts';
import { measureBlocks, measureScale } from './routing-scale.ts';
import { memoryNow, timeEach, timeHot } from './routing-timing.ts';

const FOLDS = 10;
/** Tasks that the county knows as examples are asked of books that were not told them. */
const KNOWN_FOLDS = 5;
const ROUNDS = 10;
const SEED = 20261128;
const THRESHOLDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

const KNOWN = 'config/duties/known-tasks.jsonl';

/** The samples that are measured where no other file is named; the others were written by the authors of the duties. */
const SAMPLES = [
  'config/samples/reform-tasks-sample.jsonl',
  'config/samples/routing-sample.jsonl',
  KNOWN,
  'test/routing/samples/open-tasks.jsonl',
  // Their errors have been read, and mended by kinds.
  'test/routing/samples/hard-tasks.jsonl',
  'test/routing/samples/ministry-tasks.jsonl',
  // Nobody has mended duties or boundaries by what these get wrong.
  'test/routing/samples/unread-tasks.jsonl',
  // Complaints turned into titles, nearly riddles.
  'test/routing/samples/oblique-tasks.jsonl',
];

/** Everything that `npm run bench:routing` finds out. */
export type Report = Awaited<ReturnType<typeof benchRouting>>;

/** What to measure: another file than the shipped samples, and the big county or not. */
export interface BenchOptions {
  readonly file?: string | undefined;
  readonly scale: boolean;
}

/** Measures quality, time and memory of routing by text, for each kind of text by itself. */
export async function benchRouting({ file, scale }: BenchOptions) {
  const before = memoryNow();
  const county = shippedCounty();
  const book = bookOf(county);
  const after = memoryNow();
  const accepted = readAccepted(
    join(projectRoot(), 'config/routing/accepted-units.yaml'),
    county.directory,
    NOW,
  );
  // npm runs scripts in the package's folder; a path is meant from where it was typed.
  const files = file
    ? [resolve(process.env['INIT_CWD'] ?? '.', file)]
    : SAMPLES.map((sample) => join(projectRoot(), sample));
  const samples = files.map((path) => {
    const { kind, cases } = readCases(path, county, accepted);
    return measureSample(path, kind, cases, county);
  });
  return {
    threshold: county.files.settings.threshold,
    samples,
    ...(file ? {} : measureKnown(readCases(join(projectRoot(), KNOWN), county, accepted).cases, county)),
    timing: {
      units: county.directory.units.length,
      namedUnitMicroseconds: timeHot(100_000, () =>
        route({ title: '出租车投诉处理闭环', unit: '县交通局' }, book, NOW),
      ),
      categoryMicroseconds: timeHot(100_000, () =>
        route({ title: '出租车投诉处理闭环', category: '交通运输/出租车管理' }, book, NOW),
      ),
    },
    memory: { before, after },
    blocks: await measureBlocks(county, keepCounty(county, memoryOf(county), []), []),
    ...(scale ? { scale: await measureScale(county) } : {}),
  };
}

function measureSample(file: string, kind: CaseKind, cases: readonly Case[], county: ShippedCounty) {
  const bookFor = heldOut(county, cases, KNOWN_FOLDS);
  const outcomes = routeCases(cases, bookFor);
  const settled = outcomes.filter(({ one }) => !one.open);
  const open = outcomes.filter(({ one }) => one.open);
  const names = new Map(county.directory.units.map((unit) => [unit.code, unit.name]));
  const ranked = leadsOf(cases, bookFor);
  return {
    file,
    kind,
    quality: qualityOf(settled),
    ...(open.length > 0 ? { open: openQualityOf(open) } : {}),
    coUnits: coUnitPrecision(outcomes),
    confusion: confusionOf(settled, (unit) => names.get(unit) ?? unit),
    wrong: settled
      .filter(({ answer, right }) => answer !== undefined && !right)
      .map(({ one, answer, confidence }) => ({
        id: one.id,
        title: one.matter.title,
        label: one.label,
        answer: names.get(answer ?? '') ?? answer,
        confidence,
      })),
    reliability: reliabilityOf(ranked),
    calibration: {
      fitted: fitCalibration(ranked),
      // Where every task is open there is no right answer to be sure of.
      crossValidated: (ranked.length === 0 ? [] : THRESHOLDS).map((threshold) =>
        crossValidate(ranked, FOLDS, threshold),
      ),
    },
    prequential: prequential(
      county,
      cases.filter((one) => !one.open),
      SEED,
    ),
    time: timeEach(cases, ROUNDS, (one) => route(one.matter, bookFor(one), NOW)),
  };
}

function measureKnown(cases: readonly Case[], county: ShippedCounty) {
  const history = otherPractice(county, cases);
  return { hard: measureHard(cases, county), practice: prequential(county, history, SEED) };
}

/** Tasks that the county knows, asked in words that its duties do not have: what confidence in tasks is fitted on. */
function measureHard(cases: readonly Case[], county: ShippedCounty) {
  const leads = HIDDEN.map((hidden) => {
    const bookFor = heldOutHard(county, cases, KNOWN_FOLDS, hidden);
    return { hidden, quality: qualityOf(routeCases(cases, bookFor)), leads: leadsOf(cases, bookFor) };
  });
  const all = leads.flatMap((some) => some.leads);
  return {
    hidden: leads.map(({ hidden, quality }) => ({ hidden, quality })),
    fitted: fitCalibration(all),
    reliability: reliabilityOf(all),
  };
}

function leadsOf(
  cases: readonly Case[],
  bookFor: (one: Case) => RoutingBook,
): (Lead & { confidence: number })[] {
  return cases.flatMap((one) => {
    const ranking = one.open ? undefined : bookFor(one).text?.rank(one.matter, 1);
    const first = ranking?.ranked[0];
    if (!ranking || !first) return [];
    const { lead, oneWord, held, against, confidence } = ranking;
    return [{ lead, oneWord, held, against, confidence, right: one.right.has(first.unit) }];
  });
}

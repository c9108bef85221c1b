import { join, resolve } from 'node:path';
import { projectRoot } from '../../src/platform/project-root.ts';
import { route } from '../../src/routing/route.ts';
import { crossValidate, fitCalibration, type Lead } from './routing-calibration.ts';
import { bookOf, NOW, type ShippedCounty, shippedCounty } from './routing-county.ts';
import { qualityTaughtByOthers } from './routing-folds.ts';
import {
  type Accepted,
  type Message,
  matterOf,
  readAccepted,
  readMessages,
  wasRead,
} from './routing-messages.ts';
import { confusionOf, qualityOf, routeMessages } from './routing-quality.ts';
import { bigCounty } from './routing-scale.ts';
import { memoryNow, timeEach, timeHot } from './routing-timing.ts';

const FOLDS = 10;
const ROUNDS = 10;
const BIG = { units: 5000, precedents: 100_000, matters: 1000, seed: 20261122 };

/** Everything that `npm run bench:routing` finds out. */
export type Report = ReturnType<typeof benchRouting>;

/** What to measure: another file than the shipped sample, the calibration as well, the big county or not. */
export interface BenchOptions {
  readonly file?: string | undefined;
  readonly calibrate: boolean;
  readonly scale: boolean;
}

/** Measures quality, time and memory of routing by text. */
export function benchRouting(options: BenchOptions) {
  const shippedSample = join(projectRoot(), 'config/samples/routing-sample.jsonl');
  // npm runs scripts in the package's folder; a path is meant from where it was typed.
  const file = options.file ? resolve(process.env['INIT_CWD'] ?? '.', options.file) : shippedSample;
  const messages = readMessages(file);
  const before = memoryNow();
  const county = shippedCounty();
  const accepted = readAccepted(
    join(projectRoot(), 'config/routing/accepted-units.yaml'),
    county.directory,
    NOW,
  );
  const book = bookOf(county);
  const after = memoryNow();

  const outcomes = routeMessages(messages, book, accepted, NOW);
  const names = new Map(county.directory.units.map((unit) => [unit.code, unit.name]));
  const classes = [...new Set(messages.map((message) => message.category))].toSorted();
  const unread = outcomes.filter(({ message }) => !wasRead(message));
  return {
    file,
    threshold: county.files.settings.threshold,
    quality: qualityOf(outcomes),
    ...(file === shippedSample ? { neverRead: qualityOf(unread) } : {}),
    byClass: Object.fromEntries(
      classes.map((name) => [name, qualityOf(outcomes.filter(({ message }) => message.category === name))]),
    ),
    confusion: confusionOf(outcomes, (unit) => names.get(unit) ?? unit),
    ...(options.calibrate ? { calibration: calibrate(county, accepted, messages) } : {}),
    timing: {
      units: county.directory.units.length,
      text: timeEach(messages, ROUNDS, (message) => route(matterOf(message), book, NOW)),
      namedUnitMicroseconds: timeHot(100_000, () =>
        route({ title: '出租车投诉处理闭环', unit: '县交通局' }, book, NOW),
      ),
      categoryMicroseconds: timeHot(100_000, () =>
        route({ title: '出租车投诉处理闭环', category: '交通运输/出租车管理' }, book, NOW),
      ),
    },
    memory: { before, after },
    ...(options.scale ? { scale: scale(county) } : {}),
  };
}

function calibrate(county: ShippedCounty, accepted: Accepted, messages: readonly Message[]) {
  const { text } = bookOf(county);
  const leads = messages.flatMap((message): Lead[] => {
    const ranking = text?.rank(matterOf(message), 1);
    const first = ranking?.ranked[0];
    return ranking && first
      ? [{ lead: ranking.lead, right: accepted.get(message.category)?.has(first.unit) ?? false }]
      : [];
  });
  return {
    taughtByOthers: qualityTaughtByOthers(county, accepted, messages, FOLDS),
    fitted: fitCalibration(leads),
    crossValidated: [0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((threshold) =>
      crossValidate(leads, FOLDS, threshold),
    ),
  };
}

function scale(shipped: ShippedCounty) {
  const before = memoryNow();
  const { county, precedents, matter } = bigCounty(shipped, BIG.units, BIG.precedents, BIG.seed);
  const made = memoryNow();
  const started = performance.now();
  const book = bookOf(county, precedents);
  const built = performance.now();
  bookOf(county, precedents);
  const again = performance.now();
  const after = memoryNow();
  const matters = Array.from({ length: BIG.matters }, matter);
  return {
    units: BIG.units,
    precedents: BIG.precedents,
    buildMilliseconds: Math.round(built - started),
    rebuildMilliseconds: Math.round(again - built),
    text: timeEach(matters, 3, (one) => route(one, book, NOW)),
    memory: { before, withPrecedents: made, after },
  };
}

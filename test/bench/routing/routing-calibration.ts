import { confidenceOf, type Sureness } from '../../../src/routing/text/confidence.ts';
import type { KindSettings } from '../../../src/routing/text/text-settings.ts';

/** What made the best unit for one text sure, and whether it was right. */
export interface Lead extends Sureness {
  readonly right: boolean;
}

export type Calibration = KindSettings['calibration'];

const ROUNDS = 200;
// Two imagined texts, one right and one wrong, keep the fit finite where the real ones separate perfectly.
const PRIOR: readonly Lead[] = [
  { lead: 0, oneWord: 0.5, held: 0, against: 0, right: true },
  { lead: 0, oneWord: 0.5, held: 0, against: 0, right: false },
];
// Holds the fit where figures do not tell two causes apart.
const RIDGE = 1e-9;

const SIGNS = ['slope', 'oneWord', 'held', 'against'] as const;
type Sign = (typeof SIGNS)[number];

const SAYING: Readonly<Record<Sign, (lead: Lead) => number>> = {
  slope: ({ lead }) => lead,
  oneWord: ({ oneWord }) => -oneWord,
  held: ({ held }) => held,
  against: ({ against }) => -against,
};

/** Fits confidence to outcomes by logistic regression; a sign that says the opposite of what it should is left out. */
export function fitCalibration(leads: readonly Lead[]): Calibration {
  let signs: readonly Sign[] = SIGNS;
  for (;;) {
    const asked = signs;
    const [offset = 0, ...weights] = fit(leads, (lead) => [1, ...asked.map((sign) => SAYING[sign](lead))]);
    const wrong = asked.filter((sign, at) => sign !== 'slope' && (weights[at] ?? 0) < 0);
    if (wrong.length > 0) {
      signs = asked.filter((sign) => !wrong.includes(sign));
      continue;
    }
    const weightOf = (sign: Sign) => weights[asked.indexOf(sign)] ?? 0;
    return {
      offset,
      slope: Math.max(weightOf('slope'), 1e-3),
      oneWord: weightOf('oneWord'),
      held: weightOf('held'),
      against: weightOf('against'),
    };
  }
}

// Newton's method.
function fit(leads: readonly Lead[], signsOf: (lead: Lead) => readonly number[]): readonly number[] {
  const finite = [...leads, ...PRIOR].filter(({ lead }) => Number.isFinite(lead));
  let fitted = signsOf({ lead: 1, oneWord: 0, held: 0, against: 0, right: true }).map((sign, at) =>
    at === 1 ? sign : 0,
  );
  for (let round = 0; round < ROUNDS; round++) {
    const gradient: number[] = fitted.map((value) => -RIDGE * value);
    const curvature: number[][] = fitted.map((_, row) =>
      fitted.map((__, column) => (row === column ? RIDGE : 0)),
    );
    for (const one of finite) {
      const signs = signsOf(one);
      const { right } = one;
      const p = 1 / (1 + Math.exp(-signs.reduce((sum, sign, at) => sum + sign * (fitted[at] ?? 0), 0)));
      signs.forEach((sign, row) => {
        gradient[row] = (gradient[row] ?? 0) + sign * ((right ? 1 : 0) - p);
        signs.forEach((other, column) => {
          const line = curvature[row];
          if (line) line[column] = (line[column] ?? 0) + p * (1 - p) * sign * other;
        });
      });
    }
    const step = solve(curvature, gradient);
    fitted = fitted.map((value, at) => value + (step[at] ?? 0));
  }
  return fitted;
}

// Gaussian elimination; the ridge keeps every pivot from nothing.
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  rows.forEach((pivot, at) => {
    rows.forEach((row, other) => {
      if (other === at) return;
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      row.forEach((value, column) => (row[column] = value - factor * (pivot[column] ?? 0)));
    });
  });
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

/** Mean squared distance between confidence and truth (Brier score; 0 is perfect, 0.25 a coin). */
export function brierOf(leads: readonly Lead[], calibration: Calibration): number {
  const misses = leads.map((one) => {
    const p = confidenceOf(one, calibration);
    return (p - (one.right ? 1 : 0)) ** 2;
  });
  return misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
}

/** What a threshold yields on messages that the fit has not seen, over k folds. */
export interface CrossValidated {
  readonly folds: number;
  readonly threshold: number;
  readonly coverage: number;
  readonly precision: number;
  readonly brier: number;
}

/** Fits on k−1 folds and asks the k-th, for each fold. */
export function crossValidate(leads: readonly Lead[], folds: number, threshold: number): CrossValidated {
  let [answered, right, brier] = [0, 0, 0];
  for (let fold = 0; fold < folds; fold++) {
    const asked = leads.filter((_, at) => at % folds === fold);
    const calibration = fitCalibration(leads.filter((_, at) => at % folds !== fold));
    const sure = asked.filter((one) => confidenceOf(one, calibration) >= threshold);
    answered += sure.length;
    right += sure.filter((one) => one.right).length;
    brier += brierOf(asked, calibration) * asked.length;
  }
  return {
    folds,
    threshold,
    coverage: answered / leads.length,
    precision: answered === 0 ? 0 : right / answered,
    brier: brier / leads.length,
  };
}

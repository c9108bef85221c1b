import { confidenceOf } from '../../src/routing/text/confidence.ts';

/** How far the best unit led for one message, and whether it was right. */
export interface Lead {
  readonly lead: number;
  readonly right: boolean;
}

export interface Calibration {
  readonly offset: number;
  readonly slope: number;
}

const ROUNDS = 200;
// Two imagined messages, one right and one wrong, keep the fit finite where the real ones separate perfectly.
const PRIOR = [
  { lead: 0, right: true },
  { lead: 0, right: false },
];

/** Fits confidence to outcomes by logistic regression (Newton's method on two parameters). */
export function fitCalibration(leads: readonly Lead[]): Calibration {
  const finite = [...leads, ...PRIOR].filter(({ lead }) => Number.isFinite(lead));
  let [offset, slope] = [0, 1];
  for (let round = 0; round < ROUNDS; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { lead, right } of finite) {
      const p = 1 / (1 + Math.exp(-(offset + slope * lead)));
      const miss = (right ? 1 : 0) - p;
      const weight = p * (1 - p);
      g0 += miss;
      g1 += miss * lead;
      h00 += weight;
      h01 += weight * lead;
      h11 += weight * lead * lead;
    }
    const determinant = h00 * h11 - h01 * h01;
    offset += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return { offset, slope };
}

/** Mean squared distance between confidence and truth (Brier score; 0 is perfect, 0.25 a coin). */
export function brierOf(leads: readonly Lead[], calibration: Calibration): number {
  const misses = leads.map(({ lead, right }) => {
    const p = confidenceOf(lead, calibration);
    return (p - (right ? 1 : 0)) ** 2;
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
    const sure = asked.filter(({ lead }) => confidenceOf(lead, calibration) >= threshold);
    answered += sure.length;
    right += sure.filter((one) => one.right).length;
    brier += brierOf(asked, calibration) * asked.length;
  }
  return {
    folds,
    threshold,
    coverage: answered / leads.length,
    precision: right / answered,
    brier: brier / leads.length,
  };
}

import { describe, expect, it } from '@jest/globals';
import { runModel } from './run-model.ts';

// One seed here, so that a red run is red again; `npm run chaos` looks where nobody has looked.
const { MODEL_SEQUENCES = '300', MODEL_SEED = '20210401', MODEL_PATH } = process.env;
const sequences = Number(MODEL_SEQUENCES);
/** One takes 80 ms on two cores; this only decides how late a hanging run fails. */
const PATIENCE_MS = 120_000 + 2_000 * sequences;

describe('the product, beside a plain model of the county’s rules', () => {
  it(
    'behaves as the model does, whatever anybody sends',
    async () => {
      const seed = Number(MODEL_SEED);
      const { failure, ...figures } = await runModel({
        sequences,
        commands: 30,
        seed,
        path: MODEL_PATH,
      });
      process.stdout.write(`model: ${JSON.stringify(figures)}\n`);
      expect(failure).toBeUndefined();
    },
    PATIENCE_MS,
  );
});

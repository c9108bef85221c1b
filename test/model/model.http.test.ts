import { describe, expect, it } from '@jest/globals';
import { runModel } from './run-model.ts';

const { MODEL_SEQUENCES = '300', MODEL_SEED, MODEL_PATH } = process.env;

describe('the product, beside a plain model of the county’s rules', () => {
  it('behaves as the model does, whatever anybody sends', async () => {
    const seed = Number(MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const { failure, ...figures } = await runModel({
      sequences: Number(MODEL_SEQUENCES),
      commands: 30,
      seed,
      path: MODEL_PATH,
    });
    process.stdout.write(`model: ${JSON.stringify(figures)}\n`);
    expect(failure).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { runCountyModel } from './run-county-model.ts';

const { COUNTY_COMMANDS = '1000', COUNTY_SEED, COUNTY_PATH, COUNTY_SHRINK } = process.env;

describe('the county, whatever happens to its people, seats and tasks', () => {
  it('keeps its promises after every command', async () => {
    const { failure, ...figures } = await runCountyModel({
      commands: Number(COUNTY_COMMANDS),
      seed: Number(COUNTY_SEED ?? Math.floor(Math.random() * 2 ** 31)),
      path: COUNTY_PATH,
      shrinks: COUNTY_SHRINK === '1',
    });
    process.stdout.write(`county model: ${JSON.stringify(figures)}\n`);
    expect(failure).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { runCountyModel } from './run-county-model.ts';

// One seed here, so that a red run is red again; `npm run chaos` looks where nobody has looked.
const { COUNTY_COMMANDS = '1000', COUNTY_SEED = '20210401', COUNTY_PATH, COUNTY_SHRINK } = process.env;

describe('the county, whatever happens to its people, seats and tasks', () => {
  it('keeps its promises after every command', async () => {
    const { failure, ...figures } = await runCountyModel({
      commands: Number(COUNTY_COMMANDS),
      seed: Number(COUNTY_SEED),
      path: COUNTY_PATH,
      shrinks: COUNTY_SHRINK === '1',
    });
    process.stdout.write(`county model: ${JSON.stringify(figures)}\n`);
    expect(failure).toBeUndefined();
  });
});

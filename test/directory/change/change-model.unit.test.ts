import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { anyStep, modelCounty } from './any-operation.ts';
import { planStep } from './change-model.ts';

it('whatever is changed, in whatever order: a sound directory, one person per seat, the past untouched', () => {
  const tally = { made: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 25 }), (steps) => {
      let directory = modelCounty();
      let hour = 0;
      for (const step of steps) {
        hour += step.hoursLater;
        const plan = planStep(directory, step, hour);
        const made = plan.conflicts.length === 0;
        tally[made ? 'made' : 'refused'] += 1;
        if (made) directory = plan.after;
      }
    }),
    { numRuns: 60 },
  );
  // A run in which nearly all was refused, or nothing, would prove little.
  expect(tally.made).toBeGreaterThan(50);
  expect(tally.refused).toBeGreaterThan(50);
});

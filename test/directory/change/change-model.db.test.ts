import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import { directoryRegister } from '../../../src/directory/store/directory-register.ts';
import { readDirectory } from '../../../src/directory/store/read-directory.ts';
import { commitChange } from '../../../src/register/change-register.ts';
import { seedRegister } from '../../../src/register/seed-register.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { anyStep, modelCounty, modelInstant } from './any-operation.ts';
import { planStep } from './change-model.ts';

let pool: Pool;

ledgerOfSuite(10, (opened) => {
  pool = opened;
});

const EMPTY =
  'TRUNCATE directory_version, unit, section, hosting, seat, person, tenure, absence, delegation, handover';

it('the database takes every change that the plan allows, and holds just what was planned', async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25 }), async (steps) => {
      await pool.query(EMPTY);
      await seedRegister(directoryRegister, pool, modelCounty(), { by: 'test', at: modelInstant(0) });
      let directory = await readDirectory(pool);
      let hour = 0;
      for (const step of steps) {
        if (!directory) throw new Error('expected a directory');
        hour += step.hoursLater;
        const plan = planStep(directory, step, hour);
        if (plan.conflicts.length > 0) continue;
        expect(
          await commitChange(
            directoryRegister,
            pool,
            { ...plan, version: plan.after.version },
            { by: 'test', at: modelInstant(hour) },
          ),
        ).toBe(true);
        directory = await readDirectory(pool);
        expect(directory).toEqual(plan.after);
        made += 1;
      }
    }),
    { numRuns: 25 },
  );
  expect(made).toBeGreaterThan(15);
});

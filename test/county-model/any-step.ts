import * as fc from 'fast-check';
import { changeCalendar } from './commands/calendar-steps.ts';
import type { Picks } from './commands/directory-changes.ts';
import { changeDirectory, handOver } from './commands/directory-steps.ts';
import type { Step } from './commands/step.ts';
import { act, submit } from './commands/task-steps.ts';
import { pass, restart } from './commands/time-steps.ts';

const pick = fc.nat({ max: 10_000 });

const picks: fc.Arbitrary<Picks> = fc.record({
  kind: pick,
  whom: pick,
  other: pick,
  from: fc.oneof(fc.constant(0), fc.nat({ max: 24 * 10 })),
  hours: fc.nat({ max: 24 * 30 }),
});

const minutes = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 120 }) },
  { weight: 4, arbitrary: fc.integer({ min: 60, max: 30 * 60 }) },
  { weight: 3, arbitrary: fc.integer({ min: 24 * 60, max: 21 * 24 * 60 }) },
);

const workersAreThere = fc.nat({ max: 4 }).map((n) => n > 0);

/** One command; what it comes to depends on what went before. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: pick.map(submit) },
  { weight: 30, arbitrary: fc.tuple(pick, pick, pick).map(([whose, who, what]) => act(whose, who, what)) },
  { weight: 7, arbitrary: picks.map(changeDirectory) },
  { weight: 4, arbitrary: picks.map(handOver) },
  { weight: 7, arbitrary: fc.tuple(minutes, workersAreThere).map(([ms, there]) => pass(ms, there)) },
  {
    weight: 1,
    arbitrary: fc.tuple(pick, fc.nat({ max: 30 })).map(([kind, days]) => changeCalendar(kind, days)),
  },
  { weight: 1, arbitrary: fc.constant(undefined).map(restart) },
);

import { declareReadings } from '../../src/vocabulary/readings.ts';
import { clock } from './clocks/clock.ts';
import { late } from './clocks/late.ts';
import type { ReformTaskContext } from './context.ts';
import { toldCorrection } from './correction/told-correction.ts';
import { requesters } from './requests/requesters.ts';
import { routing } from './routing.ts';
import { awaitsRuling, handover } from './telling/handover.ts';
import { told } from './telling/told.ts';

/** What readers may know of reform tasks. */
export const readings = declareReadings<ReformTaskContext>({
  requesters,
  ladder: ({ dueAt, decideBy, rungs, climbed, notices }) => ({
    silent: dueAt === null && decideBy === null,
    rungs,
    climbed,
    notices,
  }),
  late,
  clock,
  budget: ({ deadline, matter }) => deadline?.limit ?? matter.limit,
  defaulted: ({ matter: { limitBy, limit, source, category, urgency } }) =>
    limitBy === undefined ? null : { limit, by: limitBy, source, category, urgency },
  deadline: {
    moved: 'calendarChanged',
    of: ({ deadline, provisional, rungs }) => {
      if (deadline === null) return null;
      const { limit, from, suspendedMinutes } = deadline;
      return { limit, from, suspendedMinutes, provisional, rungs };
    },
  },
  handover,
  awaitsRuling,
  routing,
  told,
  toldFromMemory: { correct: toldCorrection },
});

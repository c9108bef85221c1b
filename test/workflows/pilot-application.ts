import { setup } from 'xstate';
import { z } from 'zod';
import { declareEvents, defineWorkflow, machineTypes, noData } from '../../src/engine/definition/define.ts';
import { declareReadings } from '../../src/vocabulary/readings.ts';
import { NO_REQUESTERS } from '../../src/vocabulary/requesters.ts';
import { line, seatId, titled } from '../../workflows/fields.ts';
import { by } from '../../workflows/vocabulary.ts';

const input = z.strictObject({ title: titled(line(200), '试点名称', 'Pilot'), seat: seatId });
type Context = z.output<typeof input>;

const events = declareEvents({
  grant: { title: { zh: '批准', en: 'Grant' }, by: by('taskForce'), data: noData },
});

const machine = setup({ types: machineTypes<Context, typeof events, Context>() }).createMachine({
  context: ({ input: { input: given } }) => given,
  initial: 'applied',
  states: {
    applied: { meta: { title: { zh: '待批准', en: 'Applied' } }, on: { grant: 'granted' } },
    granted: { type: 'final', meta: { title: { zh: '已批准', en: 'Granted' } } },
  },
});

/** 争取试点: a unit applies for a pilot of the province or city. */
export const pilotApplication = defineWorkflow({
  name: 'pilot-application',
  version: 1,
  title: { zh: '试点申报', en: 'Pilot application' },
  submittedBy: by('unitCommissioner'),
  input,
  context: input,
  events,
  machine,
  facets: ({ title, seat }: Context) => ({
    owner: seat,
    attention: null,
    unit: null,
    title,
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
  readings: declareReadings<Context>({ requesters: () => NO_REQUESTERS }),
});

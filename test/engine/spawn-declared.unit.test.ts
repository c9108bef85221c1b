import { expect, it } from '@jest/globals';
import { enqueueActions, setup } from 'xstate';
import { declareEvents, defineWorkflow, machineTypes, noData } from '../../src/engine/definition/define.ts';
import { actorOf, opened, played } from '../workflows/stage.ts';

const events = declareEvents({ split: { title: { zh: '拆', en: 'Split' }, by: ['anyone'], data: noData } });

it('refuses a machine that spawns without saying so in its setup: nobody would look for its children', () => {
  const machine = setup({ types: machineTypes<object, typeof events, object>() }).createMachine({
    context: {},
    on: {
      split: { actions: enqueueActions(({ enqueue }) => enqueue({ type: 'spawn', params: {} } as never)) },
    },
  });
  const silent = defineWorkflow({
    name: 'silent',
    version: 1,
    title: { zh: '不声张', en: 'Silent' },
    submittedBy: ['anyone'],
    input: noData,
    context: noData,
    events,
    machine,
    facets: () => ({
      owner: 'desk',
      attention: null,
      unit: null,
      title: 't',
      category: null,
      urgency: null,
      dueAt: null,
      clock: null,
    }),
  });
  expect(() => played(opened(silent, {}), 'split', {}, 'anyone', actorOf('anyone'))).toThrow(
    'Workflow silent spawns: expected "spawn" among the actions of its setup.',
  );
});

import { defineWorkflow } from '../src/engine/definition/define.ts';
import { besideRegister } from './numbering.ts';
import { acts, standing } from './supervision-notice/acts.ts';
import { context, facets, input } from './supervision-notice/context.ts';
import { events } from './supervision-notice/events.ts';
import { guardTitles, machine } from './supervision-notice/machine.ts';
import { projections } from './supervision-notice/projections.ts';
import { readings } from './supervision-notice/readings.ts';
import { fromFirst } from './supervision-notice/upcast.ts';
import { by, relations } from './vocabulary.ts';

/** 督办单: what one seat is told when a task has come to a rung of the supervision ladder. */
export const supervisionNotice = defineWorkflow({
  name: 'supervision-notice',
  version: 2,
  title: { zh: '督办单', en: 'Supervision notice' },
  submittedBy: by(),
  input,
  context,
  events,
  relations,
  guards: guardTitles,
  machine,
  facets,
  projections: { ...projections, standing },
  readings,
  acts,
  numbering: besideRegister('D'),
  upcasters: { 1: fromFirst },
});

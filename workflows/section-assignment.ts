import { defineWorkflow } from '../src/engine/definition/define.ts';
import { besideRegister } from './numbering.ts';
import { acts, brief, standing } from './section-assignment/acts.ts';
import { context, facets, input } from './section-assignment/context.ts';
import { events } from './section-assignment/events.ts';
import { guardTitles, machine } from './section-assignment/machine.ts';
import { projections } from './section-assignment/projections.ts';
import { readings } from './section-assignment/readings.ts';
import { fromFirst, fromSecond } from './section-assignment/upcast.ts';
import { by, relations } from './vocabulary.ts';

/** 科室分办: what one section does for a reform task of its unit; it answers to the unit's commissioner. */
export const sectionAssignment = defineWorkflow({
  name: 'section-assignment',
  version: 3,
  title: { zh: '科室分办', en: 'Section assignment' },
  submittedBy: by(),
  input,
  context,
  events,
  relations,
  guards: guardTitles,
  machine,
  facets,
  projections: { ...projections, standing, brief },
  readings,
  acts,
  numbering: besideRegister('F'),
  upcasters: { 1: fromFirst, 2: fromSecond },
});

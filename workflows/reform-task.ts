import { defineWorkflow } from '../src/engine/definition/define.ts';
import { REGISTER } from './numbering.ts';
import { context, type ReformTaskContext } from './reform-task/context.ts';
import { acts, standing } from './reform-task/events/acts.ts';
import { events } from './reform-task/events/events.ts';
import { facets } from './reform-task/facets.ts';
import { guardTitles } from './reform-task/guard-titles.ts';
import { machine } from './reform-task/machine.ts';
import { input } from './reform-task/matter.ts';
import { names } from './reform-task/names.ts';
import { projections } from './reform-task/projections.ts';
import { readings } from './reform-task/readings.ts';
import { sections } from './reform-task/sections.ts';
import { brief, limits } from './reform-task/telling/brief.ts';
import { notices } from './reform-task/telling/notices.ts';
import { fromFirst, fromFourth, fromSecond, fromThird } from './reform-task/upcast.ts';
import { by, relations } from './vocabulary.ts';

/** 改革任务: one matter, one task, one accountable seat, from 立项 to 销号. */
export const reformTask = defineWorkflow({
  name: 'reform-task',
  version: 5,
  title: { zh: '改革任务', en: 'Reform task' },
  submittedBy: by('taskForce', 'submitter'),
  input,
  context,
  events,
  relations,
  guards: guardTitles,
  machine,
  facets,
  projections: { ...projections, standing, brief, limits },
  children: [sections, notices],
  readings,
  acts,
  numbering: REGISTER,
  names,
  shownTo: ({ matter }: ReformTaskContext) => matter.coUnits,
  upcasters: { 1: fromFirst, 2: fromSecond, 3: fromThird, 4: fromFourth },
});

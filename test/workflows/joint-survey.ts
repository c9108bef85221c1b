import { assign, setup } from 'xstate';
import { z } from 'zod';
import {
  declareChildren,
  type SignalParams,
  type SpawnParams,
} from '../../src/engine/definition/children.ts';
import {
  declareEvents,
  defineWorkflow,
  type Facets,
  machineTypes,
  noData,
  type StepEvent,
} from '../../src/engine/definition/define.ts';
import { declareReadings, type LateReading } from '../../src/vocabulary/readings.ts';
import { NO_REQUESTERS } from '../../src/vocabulary/requesters.ts';
import {
  bySeat,
  childActions,
  fromChild,
  lastWord,
  part,
  toParent,
  UNHEARD,
  waived,
} from '../../workflows/children.ts';
import { instant, line, prose, seatId, taskId, titled, unitCode } from '../../workflows/fields.ts';
import { besideRegister } from '../../workflows/numbering.ts';
import { by, relations } from '../../workflows/vocabulary.ts';

/** A made-up pair that the product does not have: a plan, and the surveys that it asks other seats for. */
const title = (zh: string, en: string) => ({ title: { zh, en } });
const text = z.strictObject({ text: prose(1000) });

const planInput = z.strictObject({
  title: titled(line(200), '勘查计划', 'Survey plan'),
  unit: unitCode,
  seat: seatId,
  surveyors: z.array(seatId).min(1),
  dueAt: instant,
});
const planContext = planInput.extend({ taskId, surveys: z.array(part) });
type Plan = z.output<typeof planContext>;

const planEvents = declareEvents({
  commission: { ...title('发起联合勘查', 'Commission'), by: by('accountable'), data: noData },
  surveyDone: { ...title('勘查完成', 'Survey done'), by: by('engine'), data: text.extend(fromChild) },
  cancel: { ...title('取消', 'Cancel'), by: by('accountable'), data: noData },
});
type PlanEvent = StepEvent<typeof planEvents>;

const surveys = declareChildren<Plan>()({
  kind: 'joint-survey',
  under: 'surveys',
  part: { work: { zh: '联合勘查', en: 'survey' }, doer: { zh: '勘查方', en: 'surveyor' } },
  spawn: ({ surveyors, unit, title: name, dueAt }, _event: PlanEvent) =>
    surveyors.map((seat) => ({ entry: { seat, ...UNHEARD }, input: { unit, seat, title: name, dueAt } })),
  hears: { surveyDone: lastWord('finished') },
  closes: { by: 'callOff', closed: waived },
  ...bySeat,
});

const { beginning, closing } = childActions<Plan, PlanEvent>();

const plan = setup({
  types: machineTypes<Plan, typeof planEvents, z.output<typeof planInput>>(),
  actions: { spawn: (_args, _params: SpawnParams) => {}, signal: (_args, _params: SignalParams) => {} },
}).createMachine({
  id: 'survey-plan',
  context: ({ input: { input, taskId: id } }) => ({ ...input, taskId: id, surveys: [] }),
  initial: 'drafted',
  states: {
    drafted: {
      meta: title('拟定', 'Drafted'),
      on: {
        commission: {
          target: 'surveying',
          actions: beginning(surveys),
        },
      },
    },
    surveying: {
      meta: title('勘查中', 'Surveying'),
      always: { guard: ({ context }) => surveys.open(context).length === 0, target: 'done' },
      on: {
        surveyDone: { actions: assign(({ context, event }) => surveys.heard(context, event)) },
        cancel: { actions: closing(surveys, (_event: PlanEvent) => '计划取消') },
      },
    },
    done: { type: 'final', meta: title('完成', 'Done') },
  },
});

export const surveyPlan = defineWorkflow({
  name: 'survey-plan',
  version: 1,
  title: { zh: '勘查计划', en: 'Survey plan' },
  submittedBy: by('taskForce'),
  input: planInput,
  context: planContext,
  events: planEvents,
  relations,
  machine: plan,
  facets: (of: Plan, state): Facets => ({ ...ofSeat(of), clock: state === 'done' ? null : 'commissioner' }),
  children: [surveys],
  readings: declareReadings<Plan>({ requesters: () => NO_REQUESTERS }),
  numbering: besideRegister('P'),
});

const surveyInput = planInput.omit({ surveyors: true }).extend({ parent: taskId });
const surveyContext = surveyInput.extend({ taskId, promise: z.string().nullable() });
type Survey = z.output<typeof surveyContext>;

const surveyEvents = declareEvents({
  promise: { ...title('承诺', 'Promise'), by: by('accountable', 'sectionStaff'), data: text },
  survey: { ...title('勘查', 'Survey'), by: by('accountable', 'sectionStaff'), data: text },
  callOff: { ...title('取消', 'Call off'), by: by('engine'), data: z.strictObject({ reason: prose(1000) }) },
});

const survey = setup({
  types: machineTypes<Survey, typeof surveyEvents, z.output<typeof surveyInput>>(),
  actions: { signal: (_args, _params: SignalParams) => {} },
}).createMachine({
  id: 'joint-survey',
  context: ({ input: { input, taskId: id } }) => ({ ...input, taskId: id, promise: null }),
  initial: 'asked',
  states: {
    asked: {
      meta: title('待勘查', 'Asked'),
      on: {
        promise: { actions: assign({ promise: ({ event }) => event.data.text }) },
        survey: {
          target: 'surveyed',
          actions: {
            type: 'signal',
            params: ({ context, event }) => toParent(context, 'surveyDone', event.data),
          },
        },
        callOff: 'calledOff',
      },
    },
    surveyed: { type: 'final', meta: title('已勘查', 'Surveyed') },
    calledOff: { type: 'final', meta: title('已取消', 'Called off') },
  },
});

const late: LateReading<Survey, string | null> = {
  restsOnMemory: () => true,
  facts: ({ promise }) => promise,
  why: (_waiting, promise) => ({
    zh: promise == null ? '未承诺勘查日期' : `曾承诺：${promise}`,
    en: promise == null ? 'No promise was made' : `Promised: “${promise}”`,
  }),
};

export const jointSurvey = defineWorkflow({
  name: 'joint-survey',
  version: 1,
  title: { zh: '联合勘查', en: 'Joint survey' },
  submittedBy: by(),
  input: surveyInput,
  context: surveyContext,
  events: surveyEvents,
  relations,
  machine: survey,
  facets: (of: Survey, state): Facets => ({ ...ofSeat(of), clock: state === 'asked' ? 'coUnit' : null }),
  readings: declareReadings<Survey>({
    requesters: () => NO_REQUESTERS,
    late,
    handover: ({ promise }) => ({
      limits: [],
      parts:
        promise === null
          ? []
          : [{ kind: 'promise', part: '', detail: { zh: `承诺：${promise}`, en: `Promised: “${promise}”` } }],
    }),
    told: {
      survey: ({ data }) => {
        const said = z.object({ text: z.string() }).safeParse(data).data;
        return said && { zh: `结论：${said.text}`, en: `Finding: “${said.text}”` };
      },
    },
  }),
  numbering: besideRegister('K'),
});

function ofSeat({ seat, unit, title: name, dueAt }: Pick<Plan, 'seat' | 'unit' | 'title' | 'dueAt'>) {
  return { owner: seat, attention: null, unit, title: name, category: null, urgency: null, dueAt };
}

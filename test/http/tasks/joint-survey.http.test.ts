import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { selectSeatTasks } from '../../../src/tasks/store/select-seat-tasks.ts';
import { handoverBrief } from '../../../src/tasks/view/handover-brief.ts';
import { workflows } from '../../../workflows/index.ts';
import { jointSurvey, surveyPlan } from '../../workflows/joint-survey.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const UNIT = '330523-O1';
const PLANNER = '330523-O1/A';
const SURVEYOR = '330523-O2/A';
const AT = '2026-11-23T01:00:00.000Z';
const DUE = '2026-11-24T09:30:00.000Z';
const LATER = '2026-11-26T02:00:00.000Z';

let open: OpenDoor;
let desk: ReformDesk;
let plan: string;
let child: string;

interface Item {
  readonly id: string;
  readonly reason?: { readonly zh: string };
  readonly type?: string;
  readonly told?: { readonly zh: string };
}
interface Listed {
  readonly items: readonly Item[];
}

const get = async <Body = Listed>(seat: string, path: string) => {
  const answer = await open.as(seat).get(`/api/v1${path}`);
  expect(answer.status).toBe(200);
  return answer.body as Body;
};

beforeAll(async () => {
  // Given a program with one more pair of workflows: their file, and their names in the list
  open = await openDoor({ workflows: [...workflows, surveyPlan, jointSurvey], at: AT });
  desk = reformDesk(open);
  const input = {
    title: '岩土联合勘查',
    unit: UNIT,
    seat: PLANNER,
    surveyors: [SURVEYOR, '330523-O1-S1/H'],
    dueAt: DUE,
  };
  const submitted = await open.as('330523-TF/A').post('/api/v1/tasks', { workflow: 'survey-plan', input });
  expect(submitted.status).toBe(201);
  plan = (submitted.body as { id: string }).id;
  await desk.send(PLANNER, plan, 'commission');
  const { items } = await get(SURVEYOR, '/inbox');
  child = items[0]?.id ?? '';
});
afterAll(() => open.close());

describe('a pair of parent and child that readers were never told of', () => {
  it('is in the inbox of the seat that was asked, with its actions, and is nobody else’s', async () => {
    const { items } = await get(SURVEYOR, '/inbox');
    expect(items).toHaveLength(1);
    const task = await get<{
      readonly parent: string;
      readonly actions: readonly { readonly type: string; readonly allowed: boolean }[];
    }>(SURVEYOR, `/tasks/${child}`);
    expect(task.parent).toBe(plan);
    expect(task.actions.filter(({ allowed }) => allowed).map(({ type }) => type)).toEqual([
      'promise',
      'survey',
    ]);
    expect(
      (await open.as('330523-O2/L').post(`/api/v1/tasks/${child}/events`, { type: 'survey' })).status,
    ).not.toBe(200);
  });

  it('is described to clients with its events', async () => {
    const document = JSON.stringify((await open.as(PLANNER).get('/openapi.json')).body);
    for (const name of ['勘查计划：发起联合勘查', '联合勘查：承诺', '联合勘查：勘查']) {
      expect(document.includes(name)).toBe(true);
    }
  });

  it('is late with its own reason, has its own clock and is handed over with what was promised', async () => {
    expect((await desk.send(SURVEYOR, child, 'promise', { text: '周四前' })).status).toBe(200);
    await open.moved.set(LATER);
    const overdue = await get('330523-TF/A', '/overdue?kind=joint-survey');
    expect(overdue.items.find(({ id }) => id === child)?.reason?.zh).toBe('曾承诺：周四前');
    const clock = await get<{ totals: readonly { readonly party: string | null }[] }>(
      SURVEYOR,
      `/tasks/${child}/clock`,
    );
    expect(clock.totals.map(({ party }) => party)).toEqual(['coUnit']);
    const rows = await selectSeatTasks(open.pool, [SURVEYOR]);
    const brief = handoverBrief([SURVEYOR], rows, [], {
      registry: open.engine.registry,
      directory: open.deps.county.directory(),
    });
    expect(brief.map(({ kind }) => kind)).toEqual(['task', 'clock', 'promise']);
  });

  it('is counted, named and waited for by its parent, as is declared of its kind', async () => {
    const { items } = await get<{ readonly items: readonly (Item & { readonly sections: object })[] }>(
      PLANNER,
      '/inbox',
    );
    expect(items.find(({ id }) => id === plan)?.sections).toEqual({ open: 2, finished: 0, total: 2 });
    const overdue = await get('330523-TF/A', '/overdue?kind=survey-plan');
    expect(overdue.items.find(({ id }) => id === plan)?.reason?.zh).toBe(
      '联合勘查后勘查方未办结：2 项联合勘查中 2 项未办结',
    );
    const brief = handoverBrief([PLANNER], await selectSeatTasks(open.pool, [PLANNER]), [], {
      registry: open.engine.registry,
      directory: open.deps.county.directory(),
    });
    expect(brief.find(({ id }) => id === `request:${plan}:surveys`)?.detail).toMatchObject({
      zh: expect.stringMatching(/^联合勘查 2 项，未办结：.+、.+$/u),
    });
  });

  it('is told in the timeline of its parent, which hears of it, and the proof holds', async () => {
    const answer = await desk.send(SURVEYOR, child, 'survey', { text: '地质稳定' });
    expect(answer.status).toBe(200);
    const { items } = await get(PLANNER, `/tasks/${plan}/timeline?children=true`);
    expect(items.find(({ type }) => type === 'survey')?.told?.zh).toBe('结论：地质稳定');
    expect(items.map(({ type }) => type)).toContain('surveyDone');
    // And what is still open ends with its parent, in one act
    expect((await desk.send(PLANNER, plan, 'cancel')).status).toBe(200);
    const { state } = await get<{ readonly state: { readonly path: string } }>(PLANNER, `/tasks/${plan}`);
    expect(state.path).toBe('done');
    const other = await get('330523-O1-S1/H', '/inbox');
    expect(other.items).toEqual([]);
    const { holds, counterExamples } = await open.deps.prove();
    expect(counterExamples).toEqual([]);
    expect(holds).toBe(true);
  });
});

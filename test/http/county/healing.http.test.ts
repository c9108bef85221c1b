import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';
const NOWHERE = '330523-O1-S9';

let open: OpenDoor;
let desk: ReformDesk;

beforeEach(async () => {
  open = await openDoor({
    workflows,
    directory: county(),
    keptDirectory: true,
    at: '2026-11-24T01:00:00.000Z',
  });
  desk = reformDesk(open);
});
afterEach(() => open.close());

async function received(): Promise<string> {
  const id = await desk.submit({ title: '教育收费公示', leadUnit: '县教育局', limit: { workingDays: 30 } });
  await desk.send(COMMISSIONER, id, 'receive');
  return id;
}

/** Commits a sub-dispatch past the door, as the door let it pass before it knew the directory; answers the child. */
async function damaged(parent: string, section: string): Promise<string> {
  await open.engine.send({
    taskId: parent,
    event: { type: 'subDispatch', data: { sections: [{ section, text: '核对' }] } },
    actor: { principal: `seat:${COMMISSIONER}`, name: '专员', seat: COMMISSIONER },
    relations: () => ['accountable'],
  });
  await desk.settle(parent);
  const { children } = (await desk.read(TASK_FORCE, parent)).body as { children: readonly string[] };
  return children.at(-1) ?? '';
}

/** Time goes on, so that what was and what is are not one instant. */
async function later(): Promise<void> {
  await open.moved.set(new Date(open.moved.now() + 3_600_000).toISOString());
}

async function proof() {
  const { holds, figures, counterExamples, healed } = await open.deps.prove();
  return {
    holds,
    healed: figures.healed,
    found: counterExamples.map(({ rule, taskId }) => ({ rule, taskId })),
    told: healed.map(({ rule, taskId }) => ({ rule, taskId })),
  };
}

describe('a section assignment at a seat that there is not', () => {
  it('is waived by the commissioner: the proof holds again and still tells', async () => {
    const parent = await received();
    const child = await damaged(parent, NOWHERE);
    const fault = { rule: 'one-person', taskId: child };
    expect(await proof()).toEqual({ holds: false, healed: 0, found: [fault], told: [] });

    await later();
    const waiver = { child, reason: '分办科室有误' };
    expect((await desk.send(COMMISSIONER, parent, 'waiveSection', waiver)).status).toBe(200);
    expect(await proof()).toEqual({ holds: true, healed: 1, found: [], told: [fault] });

    // And the work goes where it should have gone.
    const sections = [{ section: '330523-O1-S2', text: '核对' }];
    expect((await desk.send(COMMISSIONER, parent, 'subDispatch', { sections })).status).toBe(200);
    expect(await proof()).toMatchObject({ holds: true, healed: 1 });
    const timeline = await open.as(COMMISSIONER).get(`/api/v1/tasks/${parent}/timeline`);
    expect(timeline.text).toContain('分办科室有误');
  });

  it('is recalled where the task force moves its task to another unit', async () => {
    const parent = await received();
    const child = await damaged(parent, NOWHERE);
    await later();
    const transfer = { unit: '330523-O2', reason: '职责调整' };
    expect((await desk.send(TASK_FORCE, parent, 'transfer', transfer)).status).toBe(200);
    await desk.settle(parent);
    expect((await open.engine.read(child))?.state).toBe('recalled');
    expect(await proof()).toMatchObject({ holds: true, healed: 1 });
  });

  it('gets its seat where the directory adds the section: from then on it is in order', async () => {
    const parent = await received();
    const child = await damaged(parent, NOWHERE);
    await later();
    const change = {
      reason: '补设科室',
      operations: [{ op: 'addSection', unit: '330523-O1', section: 'S9', name: '督导科' }],
    };
    const made = await open.as('330523-TF/AD').post('/api/v1/directory/changes', change);
    expect(made.status).toBe(200);
    await later();
    expect(await proof()).toEqual({
      holds: true,
      healed: 1,
      found: [],
      told: [{ rule: 'one-person', taskId: child }],
    });
  });
});

describe('a section assignment to a unit that is gone', () => {
  it('answers to the successor, who waives it and sends it to a section of its own', async () => {
    const parent = await received();
    const change = {
      reason: '机构改革',
      operations: [{ op: 'abolishUnit', unit: '330523-O1', on: '2026-11-25', successor: '330523-O2' }],
    };
    expect((await open.as('330523-TF/AD').post('/api/v1/directory/changes', change)).status).toBe(200);
    await open.moved.set('2026-11-26T01:00:00.000Z');
    const child = await damaged(parent, '330523-O1-S2');
    expect(await proof()).toMatchObject({ holds: true });
    const inbox = await open.as('330523-O2/A').get('/api/v1/inbox');
    expect(inbox.text).toContain(child);

    const waiver = { child, reason: '原科室已撤' };
    expect((await desk.send('330523-O2/A', parent, 'waiveSection', waiver)).status).toBe(200);
    const sections = [{ section: '330523-O2-S2', text: '核对' }];
    expect((await desk.send('330523-O2/A', parent, 'subDispatch', { sections })).status).toBe(200);
    expect(await proof()).toMatchObject({ holds: true, healed: 0 });
  });
});

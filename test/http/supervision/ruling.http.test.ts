import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { watchRulings } from '../../../src/tasks/precedents/ruling-watch.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';

interface Shown {
  readonly number: string;
  readonly state: { readonly path: string };
  readonly owner: { readonly seat: string };
  readonly context: {
    readonly because: { readonly step: string; readonly sentence: { readonly zh: string } };
  };
}

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true, workflows: [reformTask, sectionAssignment] });
  desk = reformDesk(open);
});
afterAll(() => open.close());

const shown = async (id: string) => (await desk.read(TASK_FORCE, id)).body as Shown;

describe('an assignment out of triage', () => {
  it('routes the next similar matter, and says on which ruling', async () => {
    const first = await desk.submit({ title: '智慧养老服务平台建设推进' });
    expect(await shown(first)).toMatchObject({
      state: { path: 'triage' },
      context: { because: { step: 'none' } },
    });

    expect((await desk.send(TASK_FORCE, first, 'assign', { unit: '330523-O2' })).status).toBe(200);
    const ruled = await shown(first);
    expect(ruled).toMatchObject({
      owner: { seat: '330523-O2/A' },
      context: { because: { step: 'binding' } },
    });

    const next = await shown(await desk.submit({ title: '智慧养老服务平台建设推进（二期）' }));
    expect(next).toMatchObject({
      state: { path: 'open.dispatched' },
      owner: { seat: '330523-O2/A' },
      context: { because: { step: 'precedent' } },
    });
    expect(next.context.because.sentence.zh).toContain(
      `已分派事项“智慧养老服务平台建设推进”（${ruled.number}/`,
    );
    const other = await shown(await desk.submit({ title: '农村生活污水治理' }));
    expect(other.state.path).toBe('triage');
  });

  it('goes before nothing that the matter itself says: a unit named is the unit', async () => {
    const named = await desk.submit({ title: '智慧养老服务平台建设推进（三期）', leadUnit: '梅溪镇' });
    expect(await shown(named)).toMatchObject({
      owner: { seat: '330523-T1/A' },
      context: { because: { step: 'unit' } },
    });
  });
});

describe('a ruling on a return', () => {
  it('binds this task and routes the next one like it', async () => {
    const id = await desk.submit({ title: '犬类管理一件事', leadUnit: '县教育局' });
    const basis = { reasonCode: 'notOurDuty', dutyBasis: '三定方案', proposedUnit: '330523-O2' };
    expect((await desk.send('330523-O1/L', id, 'return', basis)).status).toBe(200);
    // No instant without a person: the first receiver answers until the ruling.
    expect((await shown(id)).owner.seat).toBe('330523-O1/A');
    await desk.send(TASK_FORCE, id, 'assign', { unit: '330523-T1' });
    expect((await shown(id)).owner.seat).toBe('330523-T1/A');

    const next = await shown(await desk.submit({ title: '犬类管理“一件事”' }));
    expect(next).toMatchObject({
      owner: { seat: '330523-T1/A' },
      context: { because: { step: 'precedent' } },
    });
  });

  it('that comes later goes before an earlier one on the same matter', async () => {
    const id = await desk.submit({ title: '犬类管理一件事', leadUnit: '县教育局' });
    const basis = { reasonCode: 'otherLead', dutyBasis: '三定方案' };
    await desk.send('330523-O1/L', id, 'return', basis);
    await desk.send(TASK_FORCE, id, 'assign', { unit: '330523-O2' });
    const next = await shown(await desk.submit({ title: '犬类管理一件事' }));
    expect(next.owner.seat).toBe('330523-O2/A');
  });
});

describe('rulings read off the log', () => {
  it('are those that were heard as they were made, for a process that starts or was elsewhere', async () => {
    const heard = open.deps.county.routing().rulings.filed.map((filed) => filed?.ruling);
    const started = await watchRulings({ database: open.pool, registry: open.engine.registry });
    expect(heard).toHaveLength(3);
    expect(started.current()).toEqual(heard);
    const before = started.current();
    await started.refresh();
    expect(started.current()).toBe(before);

    const id = await desk.submit({ title: '乡村旅游数据共享' });
    await desk.send(TASK_FORCE, id, 'assign', { unit: '330523-T1' });
    await started.refresh();
    expect(started.current().map(({ title }) => title)).toContain('乡村旅游数据共享');
  });

  it('are not made by an assignment that is refused', async () => {
    await expect(
      desk.send(TASK_FORCE, await desk.submit({ title: '未知' }), 'assign', {}),
    ).resolves.toMatchObject({
      status: 422,
    });
    expect(
      (await watchRulings({ database: open.pool, registry: open.engine.registry })).current(),
    ).toHaveLength(4);
  });
});

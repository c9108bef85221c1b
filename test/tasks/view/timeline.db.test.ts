import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { TimelineEvent } from '../../../src/contract/timeline.ts';
import { type Actor, ENGINE } from '../../../src/engine/definition/define.ts';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { chainHash } from '../../../src/engine/steps/chain.ts';
import { createWork } from '../../../src/engine/work/work.ts';
import { prepareRouting } from '../../../src/routing/books/prepare-routing.ts';
import { createCountyEffects } from '../../../src/tasks/answers/county-effects.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import { readTimeline } from '../../../src/tasks/view/timeline.ts';
import { workflows } from '../../../workflows/index.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { personOf, smallCounty } from '../../directory/small-county.ts';
import { ENGINE_SETTINGS } from '../../support/engine-settings.ts';
import { ledgerOfSuite } from '../../support/ledger.ts';
import { sourcesAt } from '../task-rows.ts';

const everything: ReadScope = { kind: 'everything' };
const COMMISSIONER = '330523-O1/A';
const taskForce: Actor = { principal: 'seat:330523-TF/A', name: '任专班', seat: '330523-TF/A' };
const deputy: Actor = {
  principal: 'seat:330523-O1/B',
  name: '任B角',
  seat: '330523-O1/B',
  onBehalfOf: `seat:${COMMISSIONER}`,
};
// In April 2024 the seat changed hands; the log tells who held it then.
const directory = smallCounty();
const changed = smallCounty({
  people: [...directory.people, { id: 'p-new', name: '新任', qualifications: [] }],
  tenures: [
    ...directory.tenures.filter(({ seat }) => seat !== COMMISSIONER),
    { seat: COMMISSIONER, person: personOf(COMMISSIONER), from: '2021-04-01', until: '2024-04-03' },
    { seat: COMMISSIONER, person: 'p-new', from: '2024-04-03' },
  ],
});

let pool: Pool;
let engine: Engine;
let now = Date.parse('2024-03-04T01:00:00.000Z');
let task: string;
let work: ReturnType<typeof createWork>;

ledgerOfSuite(4, async (opened) => {
  pool = opened;
  // It ticks, so that what happens to task and children has an order whatever their ids.
  const clock = () => (now += 1);
  engine = createEngine(pool, createRegistry(workflows), clock, ENGINE_SETTINGS);
  const book = prepareRouting({ directory, rules: { version: 'none', rules: [] }, precedents: [] });
  const { county } = sourcesAt(pool, '2024-03-04T01:00:00.000Z', { routing: () => book });
  const quiet = { maxAttempts: 3, retrySeconds: () => 1, onOutcome: () => undefined };
  work = createWork(pool, engine, createCountyEffects(county, clock), quiet);

  const input = { title: '课后服务', leadUnit: '县教育局', limit: { workingDays: 20 } };
  task = (await engine.submit({ workflow: 'reform-task', input, actor: taskForce })).id;
  await work({ tasks: [task] });
  await send('receive', {}, deputy);
  now = Date.parse('2024-05-07T02:00:00.000Z');
  await send('subDispatch', {
    sections: [
      { section: '330523-O1-S1', text: '摸底' },
      { section: '330523-O1-S2', text: '报名' },
    ],
  });
  // The due date has passed meanwhile: its timer fires with the sections' dispatch.
  await work({ tasks: [task] });
  await send('report', { text: '已分办', percent: 20 });
});

async function send(
  type: string,
  data: unknown,
  actor: Actor = { ...deputy, onBehalfOf: undefined },
): Promise<void> {
  now += 60_000;
  await engine.send({ taskId: task, event: { type, data }, actor, relations: () => ['accountable'] });
}

const read = (
  query: { children?: boolean; limit?: number; cursor?: string | undefined } = {},
  scope: ReadScope = everything,
) =>
  readTimeline(
    sourcesAt(pool, '2026-11-18T04:00:00.000Z', { directory: () => changed }),
    { principal: 'seat:a', scope },
    { id: task, children: false, limit: 50, ...query },
  );

describe('the timeline of a task', () => {
  it('tells what happened, in words of the workflow, and the state after it', async () => {
    const { items } = await read();
    expect(items.map(({ type, title, state }) => [type, title.zh, state.zh])).toEqual([
      ['created', '立项', '派单'],
      ['routed', '交办', '待签收'],
      ['receive', '签收', '办理中'],
      ['subDispatch', '分办', '办理中'],
      ['xstate.after.dueDate.reform-task.open', '办理期限届满', '办理中'],
      ['rungDue', '督办梯到点', '办理中'],
      ['report', '反馈', '办理中'],
    ]);
    expect(items.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(items[6]?.data).toEqual({ text: '已分办', percent: 20 });
  });

  it('tells who did it, and for whom', async () => {
    const { items } = await read();
    expect(items[0]?.actor).toEqual({ principal: 'seat:330523-TF/A', name: '任专班', seat: '330523-TF/A' });
    expect(items[1]?.actor).toEqual(ENGINE);
    expect(items[2]?.actor).toMatchObject({
      name: '任B角',
      onBehalfOf: { id: `seat:${COMMISSIONER}`, name: `任${COMMISSIONER}` },
    });
  });

  it('tells who answered for the task then, not who does now', async () => {
    const { items } = await read();
    expect(items.map(({ owner }) => [owner.seat, owner.person.name])).toEqual([
      ['330523-TF/A', '任330523-TF/A'],
      [COMMISSIONER, `任${COMMISSIONER}`],
      [COMMISSIONER, `任${COMMISSIONER}`],
      [COMMISSIONER, '新任'],
      [COMMISSIONER, '新任'],
      [COMMISSIONER, '新任'],
      [COMMISSIONER, '新任'],
    ]);
  });

  it('carries the chain: each hash covers the event and the hash before', async () => {
    const { items } = await read();
    const { rows } = await pool.query<{ data: string; actor: string }>(
      'SELECT data::text, actor::text FROM event WHERE task_id = $1 ORDER BY revision',
      [task],
    );
    items.forEach((event, n) => {
      expect(event.previous).toBe(items[n - 1]?.hash ?? '');
      expect(event.hash).toBe(hashOf(event, rows[n]?.data ?? '', rows[n]?.actor ?? ''));
    });
    expect((await engine.read(task))?.head).toBe(items.at(-1)?.hash);
  });

  it('comes in pages, and knows the hash before each page', async () => {
    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, cursor: first.nextCursor });
    expect(second.items.map(({ revision }) => revision)).toEqual([3, 4]);
    expect(second.items[0]?.previous).toBe(first.items[1]?.hash);
    await expect(read({ limit: 2, children: true, cursor: first.nextCursor })).rejects.toMatchObject({
      code: 'query-invalid',
    });
  });

  it('shows the events of its children between its own, as they happened', async () => {
    const { items } = await read({ children: true });
    expect(items.map(({ title, task: of }) => [title.zh, of.workflow])).toEqual([
      ['立项', 'reform-task'],
      ['交办', 'reform-task'],
      ['签收', 'reform-task'],
      ['分办', 'reform-task'],
      ['办理期限届满', 'reform-task'],
      ['督办梯到点', 'reform-task'],
      ['下达', 'section-assignment'],
      ['下达', 'section-assignment'],
      ['反馈', 'reform-task'],
    ]);
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ children: true, limit: 2, cursor });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(walked).toEqual(items.map(({ id }) => id));
  });

  it('shows of the children only what the reader may see', async () => {
    const section: ReadScope = { kind: 'some', units: [], seats: ['330523-O1-S1/H'] };
    const { items } = await read({ children: true }, section);
    const children = items.filter(({ task: { workflow } }) => workflow === 'section-assignment');
    expect(children.map(({ owner }) => owner.seat)).toEqual(['330523-O1-S1/H']);
  });

  it('is that of no task where there is none', async () => {
    const sources = sourcesAt(pool, '2026-11-18T04:00:00.000Z');
    const reader = { principal: 'seat:a', scope: everything };
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      const query = { id, children: false, limit: 50 };
      await expect(readTimeline(sources, reader, query)).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});

function hashOf(
  { task: of, revision, id, type, at, state, owner, previous }: TimelineEvent,
  data: string,
  actor: string,
) {
  return chainHash(previous, {
    taskId: of.id,
    revision,
    eventId: id,
    type,
    data,
    actor,
    at,
    version: reformTask.version,
    state: state.path,
    owner: owner.seat,
  });
}

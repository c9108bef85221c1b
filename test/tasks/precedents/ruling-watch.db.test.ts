import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type RulingWatch, watchRulings } from '../../../src/tasks/precedents/ruling-watch.ts';
import { workflows } from '../../../workflows/index.ts';
import { type OpenDoor, openDoor } from '../../http/stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../../http/stage/reform-desk.ts';

const ACTOR = { principal: 'seat:330523-TF/A', name: '专班' };

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ workflows });
  desk = reformDesk(open);
});
afterAll(() => open.close());

/** A task that a unit has done and the task force has passed. */
async function accepted(title: string): Promise<void> {
  const id = await desk.submit({ title, leadUnit: '县体育局' });
  await desk.send('330523-O2/A', id, 'receive');
  await desk.send('330523-O2/A', id, 'claimDone', { evidence: [{ criterion: '1', text: '见附件' }] });
  expect((await desk.send('330523-TF/A', id, 'pass')).status).toBe(200);
}

/** Past the door, as it was possible before the door knew the directory. */
async function assigned(title: string, unit: string): Promise<string> {
  const id = await desk.submit({ title });
  await open.engine.send({
    taskId: id,
    event: { type: 'assign', data: { unit } },
    actor: ACTOR,
    relations: () => ['taskForce'],
  });
  return id;
}

it('an assignment is a precedent once the engine has dispatched it, for those who watch and for those who look', async () => {
  // Given a watch that follows the commits of this process, and an assignment that waits for the engine
  const watch = await watchRulings({ database: open.pool, registry: open.engine.registry });
  watch.follow(open.engine);
  const titles = async () => {
    const looked = await watchRulings({ database: open.pool, registry: open.engine.registry });
    return [watch.current(), looked.current()].map((list) => list.map(({ title }) => title));
  };
  const id = await assigned('青少年宫扩建', '330523-O2');
  expect(await titles()).toEqual([[], []]);

  // When it is dispatched
  await desk.settle(id);
  expect(await titles()).toEqual([['青少年宫扩建'], ['青少年宫扩建']]);

  // Then one that came to nothing, since there is no such unit, is none
  await desk.settle(await assigned('月球基地选址', '330523-O99'));
  expect(await titles()).toEqual([['青少年宫扩建'], ['青少年宫扩建']]);
  const listed = await open.as('330523-TF/A').get('/api/v1/precedents');
  expect((listed.body as { items: readonly unknown[] }).items).toHaveLength(1);
});

it('a ruling of another process counts with the next look, whatever transaction is still in flight', async () => {
  // Given somebody who writes and does not end, which holds back the end of the log
  const slow = new Client({ connectionString: open.database.connectionString });
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query('SELECT pg_current_xact_id()');
  try {
    const watch = await watchRulings({ database: open.pool, registry: open.engine.registry });
    // When a matter is ruled elsewhere
    await desk.settle(await assigned('城市书房延时开放', '330523-O2'));
    // Then one look is enough, and what was read early is not taken twice when the log has gone on
    await watch.refresh();
    const titles = () => watch.current().map(({ title }) => title);
    expect(titles()).toContain('城市书房延时开放');
    const before = watch.current();
    await slow.query('COMMIT');
    await watch.refresh();
    expect(watch.current()).toBe(before);
  } finally {
    await slow.end();
  }
});

/** The accepted tasks that a watch knows, by title. */
function titlesOf(watch: RulingWatch): string[] {
  return watch.current().flatMap(({ kind, title }) => (kind === 'accepted' ? [title] : []));
}

it('of accepted tasks the youngest are kept, by a process that runs on as by one that starts', async () => {
  const by = { database: open.pool, registry: open.engine.registry };
  const running = await watchRulings(by, 2);
  running.follow(open.engine);
  for (const title of ['甲件', '乙件', '丙件']) await accepted(title);
  expect(titlesOf(running)).toEqual(['乙件', '丙件']);
  expect(titlesOf(await watchRulings(by, 2))).toEqual(['乙件', '丙件']);
  await running.refresh();
  expect(titlesOf(running)).toEqual(['乙件', '丙件']);
});

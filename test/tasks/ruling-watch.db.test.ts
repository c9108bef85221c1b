import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { watchRulings } from '../../src/tasks/ruling-watch.ts';
import { workflows } from '../../workflows/index.ts';
import { type OpenDoor, openDoor } from '../http/open-door.ts';
import { type ReformDesk, reformDesk } from '../http/reform-desk.ts';

const ACTOR = { principal: 'seat:330523-TF/A', name: '专班' };

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ workflows });
  desk = reformDesk(open);
});
afterAll(() => open.close());

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

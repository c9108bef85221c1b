import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textModel } from '../../routing/text-fixture.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const COMMISSIONER = '330523-O1/A';
const PATH = '/api/v1/boundaries';

interface Drawn {
  readonly id: string;
  readonly version: number;
  readonly leads?: string;
  readonly over: readonly string[];
}

let open: OpenDoor;
beforeAll(async () => {
  open = await openDoor({ text: textModel() });
});
afterAll(() => open.close());

const fumes = {
  id: 'cooking-fumes-street',
  objects: ['餐饮油烟'],
  leads: '330523-O1',
  over: ['330523-O2'],
  because: '街面油烟由综合执法管',
  reason: '专班会议',
};

const draw = (body: object, path = PATH) => open.as(TASK_FORCE).post(path, body);
const inForce = async () =>
  ((await open.as(TASK_FORCE).get(PATH)).body as { items: Drawn[] }).items.map(
    ({ id, version }) => `${id}/${version}`,
  );

describe('boundaries that the task force draws', () => {
  it('hold as versions, the youngest in force, and end with a reason', async () => {
    expect((await draw(fumes)).body).toMatchObject({ id: fumes.id, version: 1, leads: '330523-O1' });
    expect((await draw({ ...fumes, because: '改由综合执法全管' })).body).toMatchObject({ version: 2 });
    expect(await inForce()).toEqual([`${fumes.id}/2`]);
    const ended = await draw({ reason: '职责已调整' }, `${PATH}/${fumes.id}/end`);
    expect(ended.body).toEqual({ id: fumes.id, version: 3 });
    expect(await inForce()).toEqual([]);
  });

  it('are only foretold by a dry run', async () => {
    const foretold = await draw(fumes, `${PATH}?dryRun=true`);
    expect(foretold).toMatchObject({ status: 200, body: { version: 0, whatIf: { replayed: 0, moves: [] } } });
    expect(await inForce()).toEqual([]);
  });

  it.each([
    ['an unknown unit', { ...fumes, leads: '月球管理局' }, 400, '月球管理局'],
    ['no object', { ...fumes, objects: undefined }, 400, '对象'],
    ['an open one with a single unit', { ...fumes, leads: undefined, open: true }, 400, '两个以上'],
    ['a precedent that is none', { precedent: '2026-000001/9', reason: '裁定' }, 404, '2026-000001/9'],
  ])('are refused with %s, and nothing changes', async (_, body, status, said) => {
    const answer = await draw(body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(said);
    expect(await inForce()).toEqual([]);
  });

  it('cannot be drawn by a unit, nor ended where there is none', async () => {
    expect((await open.as(COMMISSIONER).post(PATH, fumes)).status).toBe(403);
    expect((await draw({ reason: '无' }, `${PATH}/none/end`)).status).toBe(404);
  });
});

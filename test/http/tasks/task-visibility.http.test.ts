import { describe, expect, it } from '@jest/globals';
import { COMMISSIONER, countyOfSuite, LEADER, TASK_FORCE } from '../stage/supervised-county.ts';

const county = countyOfSuite();

const OTHER = '330523-O2/A';
const OTHER_SECTION = '330523-O2-S1/H';
const TOWN = '330523-T1/A';

const path = (id: string) => `/api/v1/tasks/${id}`;
const read = (seat: string, id: string) => county.open.as(seat).get(path(id));

async function mayDo(seat: string, id: string): Promise<readonly string[]> {
  const { body } = await read(seat, id);
  const { actions } = body as { actions: readonly { type: string; allowed: boolean }[] };
  return actions.filter(({ allowed }) => allowed).map(({ type }) => type);
}

describe('a co-organising unit', () => {
  it.each([
    ['by its name', '县体育局'],
    ['by an alias', '体育局'],
    ['by its code', '330523-O2'],
  ])('that a task names %s reads it, with its timeline, and may do nothing', async (_, coUnit) => {
    const id = await county.submitted('协办可见', { leadUnit: '县教育局', coUnits: [coUnit, '月球管理局'] });
    expect((await read(OTHER, id)).status).toBe(200);
    expect((await county.open.as(OTHER).get(`${path(id)}/timeline`)).status).toBe(200);
    expect(await mayDo(OTHER, id)).toEqual([]);
    const refused = await county.send(OTHER, id, 'receive');
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'not-permitted']);
    expect((await read(TOWN, id)).status).toBe(404);
    expect((await read(OTHER_SECTION, id)).status).toBe(404);
  });
});

describe('a unit that had a task', () => {
  it('goes on reading it after a transfer, its leader too, and acts no more', async () => {
    const id = await county.worked('转办后可见');
    const transferred = await county.send(TASK_FORCE, id, 'transfer', {
      unit: '330523-O2',
      reason: '职责调整',
    });
    expect(transferred.status).toBe(200);
    for (const seat of [COMMISSIONER, LEADER, OTHER]) expect((await read(seat, id)).status).toBe(200);
    expect(await mayDo(COMMISSIONER, id)).toEqual([]);
    expect(await mayDo(OTHER, id)).toContain('receive');
    expect((await county.send(COMMISSIONER, id, 'receive')).status).toBe(403);
    expect((await read(TOWN, id)).status).toBe(404);
  });

  it('goes on reading what it returned and another unit was given', async () => {
    const id = await county.submitted('退回后可见');
    const ground = { reasonCode: 'notOurDuty', dutyBasis: '三定方案', proposedUnit: '330523-O2' };
    await county.send(COMMISSIONER, id, 'return', ground);
    await county.send(LEADER, id, 'endorse');
    await county.send(TASK_FORCE, id, 'assign', { unit: '330523-O2' });
    expect((await read(OTHER, id)).body).toMatchObject({ unit: { code: '330523-O2' } });
    expect((await read(COMMISSIONER, id)).status).toBe(200);
    expect(await mayDo(COMMISSIONER, id)).toEqual([]);
  });
});

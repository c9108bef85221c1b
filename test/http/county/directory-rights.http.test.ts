import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const CHANGES = '/api/v1/directory/changes';
const ADMIN = '330523-TF/AD';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ keptDirectory: true });
});
afterAll(() => open.close());

const absence = (person: string) => ({
  op: 'addAbsence',
  person,
  from: '2099-01-05',
  until: '2099-01-06',
  reason: '年休假',
});
const change = (...operations: object[]) => ({ reason: '测试', operations });

describe('who may change the directory over HTTP', () => {
  it.each([
    ['a colleague’s absence', '330523-O1/A', absence('p-O1-B'), 0],
    ['the absence of another unit', '330523-O1/L', absence('p-O2-A'), 0],
    ['an appointment', '330523-O1/L', { op: 'vacate', seat: '330523-O1/A', at: '2099-01-05' }, 0],
  ])('not %s, in a dry run neither', async (_, seat, operation, place) => {
    const before = await open.tally();
    for (const path of [CHANGES, `${CHANGES}?dryRun=true`]) {
      const answer = await open.as(seat).post(path, change(operation));
      expect(answer.body).toMatchObject({
        status: 403,
        code: 'not-permitted',
        denied: [{ operation: place, right: operation.op }],
      });
    }
    expect(await open.tally()).toBe(before);
  });

  it('not auditors and machines, whatever it is, and nobody without a key', async () => {
    for (const seat of ['330523-TF/AU', 'machine:evaluation']) {
      const answer = await open.as(seat).post(CHANGES, change(absence('p-TF-AU')));
      expect(answer.body).toMatchObject({ status: 403, code: 'not-permitted' });
    }
    expect((await open.as(undefined).post(CHANGES, change(absence('p-O1-A')))).status).toBe(401);
  });

  it('a leader the own unit, a commissioner the own absence, an administrator everything', async () => {
    for (const [seat, operation] of [
      ['330523-O1/L', absence('p-O1-S2-H')],
      ['330523-O1/A', absence('p-O1-A')],
      [ADMIN, absence('p-T1-A')],
    ] as const) {
      expect((await open.as(seat).post(CHANGES, change(operation))).body).toMatchObject({ made: true });
    }
  });
});

describe('who may read the directory as it is kept', () => {
  it.each(['/api/v1/directory', '/api/v1/directory/seats.csv', '/api/v1/directory/history'])(
    '%s: administrators, auditors and the task force',
    async (path) => {
      for (const seat of [ADMIN, '330523-TF/AU', '330523-TF/A']) {
        expect((await open.as(seat).get(path)).status).toBe(200);
      }
      for (const seat of ['330523-O1/A', '330523-O1/L', 'machine:evaluation']) {
        expect((await open.as(seat).get(path)).status).toBe(403);
      }
    },
  );
});

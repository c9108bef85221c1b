import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlannedTask } from '../../../src/contract/planned-task.ts';
import { workflows } from '../../../workflows/index.ts';
import type { Answer } from '../stage/client.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const PATH = '/api/v1/tasks?dryRun=true';

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  open = await openDoor({ workflows, at: '2026-11-24T01:00:00.000Z' });
  desk = reformDesk(open);
});
afterAll(() => open.close());

const matter = { title: '校园食堂明厨亮灶', leadUnit: '县教育局', limit: { workingDays: 5 } };

/** Foretells, and leaves no trace whatever the answer is. */
async function foretold(input: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const before = await open.tally();
  const answer = await open.as(TASK_FORCE).ask('POST', PATH, { body: { input }, headers });
  expect(await open.tally()).toBe(before);
  return answer;
}

async function planned(input: object): Promise<PlannedTask> {
  const answer = await foretold(input);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body;
}

describe('a dry run of handing in', () => {
  it('says unit, seat and person, the reason and the dates', async () => {
    expect(await planned(matter)).toMatchObject({
      dryRun: true,
      workflow: 'reform-task',
      title: matter.title,
      routing: {
        kind: 'unit',
        unit: { code: '330523-O1', name: '县教育局' },
        owner: { seat: '330523-O1/A', person: { id: 'p-O1-A' }, via: 'holder' },
        reason: { zh: expect.stringContaining('县教育局') },
      },
      // From today on: five working days, and one to receive it.
      dueAt: '2026-12-01T09:30:00.000Z',
      receiptDueAt: '2026-11-25T09:30:00.000Z',
      warnings: [],
      duplicates: [],
    });
  });

  it('says what the task force would choose from where routing would not know', async () => {
    const { routing, dueAt, warnings } = await planned({ ...matter, leadUnit: '县教育厅' });
    expect(routing).toMatchObject({ kind: 'triage', candidates: [{ unit: '330523-O1' }] });
    expect(dueAt).toBeNull();
    expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([['unit-unknown', '/leadUnit']]);
  });

  it('finds what is open under the same title, however it is spaced', async () => {
    const id = await desk.submit({ ...matter, title: '智慧 停车' });
    const { duplicates } = await planned({ ...matter, title: '智慧 停车' });
    expect(duplicates.map((item) => item.id)).toEqual([id]);
    await desk.send(TASK_FORCE, id, 'withdraw', { reason: '重复立项' });
    expect((await planned({ ...matter, title: '智慧 停车' })).duplicates).toEqual([]);
  });

  it('refuses what handing it in would refuse', async () => {
    expect((await foretold({ ...matter, limit: { date: '2025-12-31' } })).status).toBe(422);
    expect((await foretold({ ...matter, title: '' })).status).toBe(422);
    expect((await foretold({ ...matter, category: '无此类/无' })).status).toBe(422);
    const commissioner = await open.as('330523-O1/A').ask('POST', PATH, { body: { input: matter } });
    expect(commissioner.status).toBe(403);
  });

  it('keeps no key, so that the same one hands it in afterwards under the next number', async () => {
    const headers = { 'Idempotency-Key': 'first-tried-then-done' };
    expect((await foretold(matter, headers)).status).toBe(200);
    const before = (await desk.read(TASK_FORCE, await desk.submit(matter))).body as { number: string };
    for (let n = 0; n < 3; n++) await foretold(matter);
    const answer = await open
      .as(TASK_FORCE)
      .ask('POST', '/api/v1/tasks', { body: { input: matter }, headers });
    expect(answer.status).toBe(201);
    const { number } = answer.body as { number: string };
    expect(Number(number.slice(5)) - Number(before.number.slice(5))).toBe(1);
  });

  it('is only asked for by true', async () => {
    const answer = await open
      .as(TASK_FORCE)
      .ask('POST', '/api/v1/tasks?dryRun=yes', { body: { input: matter } });
    expect(answer.status).toBe(400);
    expect((await open.as(TASK_FORCE).ask('POST', '/api/v1/tasks', { body: { input: matter } })).status).toBe(
      400,
    );
  });
});

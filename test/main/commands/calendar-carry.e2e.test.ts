import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type Program, startProgram } from '../../support/program.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';

const TASKS = 20;
/** Two months off, so that due dates move on whatever day this runs. */
const change = {
  reason: '全县停工',
  operations: Array.from({ length: 60 }, (_, place) => ({
    op: 'setCountyDay',
    day: { date: dayAfterToday(place + 1), kind: 'holiday', name: '停工' },
  })),
};

let database: TestDatabase;
let pool: Pool;
let folder = '';
let running: Program | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.connectionString });
  folder = await scratchFolder();
});
afterEach(async () => {
  await running?.dispose();
  await pool.end();
  await database.drop();
  await removeScratch(folder);
});

function dayAfterToday(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

interface Started {
  readonly program: Program;
  readonly post: (seat: string, path: string, key: string, body: object) => Promise<Response>;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const settings = { DATABASE_URL: database.connectionString, ONEDOOR_DATA_DIR: folder, PORT: '0' };
  const program = startProgram('src/main/all-in-one', {
    env: { ...settings, ONEDOOR_EVALUATION_KEYS: 'true', ...env },
  });
  running = program;
  const [, url = ''] = await program.said(/(http:\/\/127\.0\.0\.1:\d+)\/docs/);
  const { keys } = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  return {
    program,
    post: async (seat, path, key, body) => {
      const bearer = keys.find(({ principal }) => principal === `seat:${seat}`)?.key ?? '';
      const headers = {
        Authorization: `Bearer ${bearer}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      };
      return fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    },
  };
}

async function submitAll({ post }: Started): Promise<void> {
  for (let n = 0; n < TASKS; n++) {
    const input = { title: `第${n}件`, leadUnit: '县教育局', limit: { workingDays: 5 } };
    const answer = await post('330523-TF/A', 'tasks', `task-${n}`, { workflow: 'reform-task', input });
    expect(answer.status).toBe(201);
  }
  await eventually(async () => (await dates()).length === TASKS);
}

async function dates(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ due_at: Date }>(
    `SELECT due_at FROM task WHERE state = 'open.dispatched' AND due_at IS NOT NULL`,
  );
  return rows.map(({ due_at }) => due_at.toISOString());
}

async function told(): Promise<number> {
  const { rows } = await pool.query(`SELECT FROM event WHERE type = 'calendarChanged'`);
  return rows.length;
}

describe('a process killed while it changes the calendar', () => {
  it.each([
    ['as soon as the change is committed, before it has answered', 'K1', 0],
    ['when the open tasks were told and that is not noted yet', 'K2', TASKS],
  ])('%s: nothing is lost and nobody is told twice', async (_, failpoint, toldBefore) => {
    const first = await start({ FAILPOINT: `${failpoint}:kill` });
    await submitAll(first);
    const [before = ''] = await dates();
    const answered = await first
      .post('330523-TF/AD', 'calendar/changes', 'once', change)
      .catch(() => undefined);
    expect(await first.program.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(await told()).toBe(toldBefore);

    const second = await start();
    await eventually(async () => {
      const after = await dates();
      return after.length === TASKS && after.every((date) => date > before);
    });
    const again = await second.post('330523-TF/AD', 'calendar/changes', 'once', change);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const plan = (await again.json()) as {
      deadlines: { moved: { count: number; tasks: { newDueAt: string }[] } };
    };
    expect(plan.deadlines.moved.count).toBe(TASKS);
    expect(new Set(await dates())).toEqual(
      new Set(plan.deadlines.moved.tasks.map(({ newDueAt }) => newDueAt)),
    );
    expect(answered === undefined || answered.status === 200).toBe(true);
    expect(await told()).toBe(TASKS);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import type { Actor } from '../../src/engine/definition/define.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { KeptAnswer, Task } from '../../src/engine/steps/task.ts';
import { KeyTaken } from '../../src/engine/writing/commands.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Program, startScript } from '../support/program.ts';

const SETTINGS = { ...ENGINE_SETTINGS, batchSize: 7 };
const actor: Actor = { principal: 'seat:330523-TF/A', name: '周' };
const NOON = Date.parse('2026-11-28T04:00:00.000Z');

let database: TestDatabase;
let pools: Pool[];

beforeEach(async () => {
  database = await createTestDatabase();
  pools = [];
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

/** As in a process of its own: engines share nothing but the database. */
function process(now = () => NOON): Engine {
  const pool = new Pool({ connectionString: database.connectionString, max: 4 });
  pools.push(pool);
  return createEngine(pool, createRegistry([reformTask, sectionAssignment]), now, SETTINGS);
}

const input = { title: '智慧犬管', limit: { workingDays: 5 } };
const register = (engine: Engine, answering?: (task: Task) => KeptAnswer) =>
  engine.submit({ workflow: 'reform-task', input, actor, ...(answering && { answering }) });
const section = (engine: Engine) => {
  const parent = '00000000-0000-4000-8000-000000000001';
  const place = { unit: '330523-O1', section: '330523-O1-S1', seat: '330523-O1-S1/H' };
  const about = { title: '智慧犬管', text: '办理', urgency: 'normal', dueAt: '2026-12-31T09:30:00.000Z' };
  return engine.submit({ workflow: 'section-assignment', input: { parent, ...place, ...about }, actor });
};
const answerUnder = (key: string) => (task: Task) => ({
  scope: key.padStart(64, '0'),
  fingerprint: 'ab'.repeat(32),
  status: 201,
  headers: {},
  body: JSON.stringify({ number: task.number }),
});
const to = (count: number, year = 2026) =>
  Array.from({ length: count }, (_, n) => `${year}-${String(n + 1).padStart(6, '0')}`);

async function numbers(): Promise<readonly string[]> {
  const { rows } = await (pools[0] as Pool).query<{ number: string }>(
    `SELECT number FROM task WHERE workflow = 'reform-task' ORDER BY number`,
  );
  return rows.map(({ number }) => number);
}

describe('the numbers of reform tasks', () => {
  it('run on without a gap through restarts, and sections use up none', async () => {
    for (let start = 0; start < 3; start++) {
      const engine = process();
      await register(engine);
      await section(engine);
      await register(engine);
    }
    expect(await numbers()).toEqual(to(6));
  });

  it('are what the task says at once, to who submits, who listens and who reads', async () => {
    const engine = process();
    const heard: string[] = [];
    engine.onCommitted(({ after }) => void heard.push(after.number));
    const task = await register(engine);
    expect([task.number, ...heard, (await engine.read(task.id))?.number]).toEqual(
      Array(3).fill('2026-000001'),
    );
    expect((await process().read(task.id))?.number).toBe('2026-000001');
    expect((await section(engine)).number).toMatch(/^2026-F\d{6}$/);
  });

  it('are given once and without a gap by two processes at the same time', async () => {
    const [one, other] = [process(), process()];
    const made = await Promise.all(
      Array.from({ length: 200 }, (_, n) => register(n % 3 === 0 ? one : other)),
    );
    expect(new Set(made.map(({ number }) => number)).size).toBe(200);
    expect(await numbers()).toEqual(to(200));
  });

  it('begin anew at midnight in the county, not in Greenwich', async () => {
    let now = Date.parse('2026-12-31T15:59:59.999Z');
    const engine = process(() => now);
    await register(engine);
    await register(engine);
    now += 1;
    await register(engine);
    expect(await numbers()).toEqual([...to(2), ...to(1, 2027)]);
  });

  it('stand in the answer that is kept under a key', async () => {
    await register(process(), answerUnder('1'));
    const { rows } = await (pools[0] as Pool).query<{ body: string }>('SELECT body FROM idempotency');
    expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({ number: '2026-000001' });
  });

  it('are not used up by a repetition under a key, nor by two at once through two processes', async () => {
    const engines = [process(), process()];
    await register(engines[0] as Engine, answerUnder('1'));
    await expect(register(engines[0] as Engine, answerUnder('1'))).rejects.toThrow(KeyTaken);
    for (let round = 2; round < 12; round++) {
      const tries = await Promise.allSettled(
        engines.flatMap((engine) => [register(engine, answerUnder(`${round}`)), register(engine)]),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    }
    expect(await numbers()).toEqual(to(1 + 10 * 3));
  });

  it('are not used up by a task that the database refuses', async () => {
    const engine = process();
    const [first] = await Promise.all([register(engine), register(engine)]);
    const command = { workflow: 'reform-task', input, actor, taskId: first.id };
    const tries = await Promise.allSettled([register(engine), engine.submit(command), register(engine)]);
    expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await numbers()).toEqual(to(4));
  });

  it('have no gap after processes were killed while they registered', async () => {
    const programs: Program[] = [];
    try {
      for (let round = 0; round < 2; round++) {
        const pair = [0, 1].map(() => startScript(REGISTRAR, { args: [database.connectionString] }));
        programs.push(...pair);
        await Promise.all(pair.map((program) => program.said(/registered \d{2}/)));
        for (const program of pair) program.signal('SIGKILL');
        await Promise.all(pair.map(({ ended }) => ended));
      }
    } finally {
      await Promise.all(programs.map((program) => program.dispose()));
    }
    const engine = process();
    await register(engine);
    // What was under way when they were killed may still be committed by the database.
    const found = await numbers();
    expect(found.length).toBeGreaterThan(40);
    expect(found).toEqual(to(found.length));
  });
});

/** Registers tasks, several at a time, until it is killed. */
const REGISTRAR = `
const { createEngine } = await import(dist + 'src/engine/engine.js');
const { createRegistry } = await import(dist + 'src/engine/definition/registry.js');
const { reformTask } = await import(dist + 'workflows/reform-task.js');
const { default: pg } = await import('pg');
const pool = new pg.Pool({ connectionString: process.argv[1], max: 4 });
const settings = ${JSON.stringify(SETTINGS)};
const engine = createEngine(pool, createRegistry([reformTask]), () => ${NOON}, settings);
for (let n = 0; ; n += 5) {
  await Promise.all(Array.from({ length: 5 }, () => engine.submit({
    workflow: 'reform-task', actor: ${JSON.stringify(actor)}, input: ${JSON.stringify(input)},
  })));
  console.log('registered ' + (n + 5));
}
`;

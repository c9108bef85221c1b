import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StartedProcess, startProcess } from '../../src/main/start-process.ts';
import { configSchema } from '../../src/platform/config/config-schema.ts';
import { createLog } from '../../src/platform/process/log.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { removeScratch, scratchFolder } from '../support/scratch.ts';

const UNIT = '330523-T01';

let database: TestDatabase;
let folder: string;
let one: StartedProcess;
let other: StartedProcess;
let keys: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await scratchFolder();
  const settings = { port: 0, dataDir: folder, databaseUrl: database.connectionString, evaluationKeys: true };
  const config = configSchema.parse(settings);
  const log = createLog({ level: 'error', role: 'test', pretty: false });
  one = await startProcess('all', config, log);
  other = await startProcess('api', config, log);
  const file = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    keys: { principal: string; key: string }[];
  };
  keys = new Map(file.keys.map(({ principal, key }) => [principal, key]));
});
afterAll(async () => {
  await other.lifecycle.stop('the test is over');
  await one.lifecycle.stop('the test is over');
  await database.drop();
  await removeScratch(folder);
});

async function ask(process: StartedProcess, seat: string, path: string, body?: object) {
  const answer = await fetch(`${process.door?.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${keys.get(`seat:${seat}`)}`,
      ...(body && { 'Content-Type': 'application/json', 'Idempotency-Key': `k-${path}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('a change of the directory made in one process', () => {
  it('is in force at once there, and in the other as soon as the news arrives', async () => {
    const unit = `/api/v1/units/${UNIT}`;
    const commissioner = async (process: StartedProcess) =>
      (await ask(process, `${UNIT}/A`, unit)).body['commissioner'] as { via: string; person: { id: string } };
    const holder = await commissioner(other);
    expect(holder.via).toBe('holder');
    const away = { op: 'addAbsence', person: holder.person.id, reason: '年休假' };
    const [from, until] = [new Date(), new Date(Date.now() + 86_400_000)];
    const made = await ask(one, '330523-TF/AD', '/api/v1/directory/changes', {
      reason: '请假',
      operations: [{ ...away, from, until }],
      acceptGaps: '测试',
    });
    expect(made).toMatchObject({ status: 200, body: { made: true } });
    expect((await commissioner(one)).via).not.toBe('holder');
    await eventually(async () => (await commissioner(other)).via !== 'holder');
  });
});

describe('a change of the calendar made in one process', () => {
  it('is in force at once there, and in the other as soon as the news arrives', async () => {
    const day = '2099-01-05';
    const working = async (process: StartedProcess) => {
      const { body } = await ask(process, `${UNIT}/A`, `/api/v1/calendar/days?from=${day}&to=${day}`);
      return (body['days'] as { working: boolean }[])[0]?.working;
    };
    expect(await working(other)).toBe(true);
    const made = await ask(one, '330523-TF/AD', '/api/v1/calendar/changes', {
      reason: '县庆',
      operations: [{ op: 'setCountyDay', day: { date: day, kind: 'holiday', name: '县庆' } }],
    });
    expect(made).toMatchObject({ status: 200, body: { made: true, version: 2 } });
    expect(await working(one)).toBe(false);
    await eventually(async () => (await working(other)) === false);
  });
});

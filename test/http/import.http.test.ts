import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../workflows/reform-task.ts';
import { SAMPLE_LEDGER } from '../tasks/shipped-county.ts';
import { type OpenDoor, openDoor } from './open-door.ts';

const TASK_FORCE = '330523-TF/A';
const sample = readFileSync(SAMPLE_LEDGER, 'utf8');
const CSV = { 'Content-Type': 'text/csv; charset=utf-8' };

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ workflows: [reformTask] });
});
afterAll(() => open.close());

const send = (seat: string, body: string, headers: Record<string, string> = {}, query = '') =>
  open.as(seat).post(`/api/v1/tasks/import${query}`, body, { ...CSV, ...headers });

describe('importing over HTTP', () => {
  it('foretells without a trace', async () => {
    const answer = await send(TASK_FORCE, sample, {}, '?dryRun=true');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ dryRun: true, counts: { rows: 32, acceptable: 30, refused: 2 } });
    expect(await open.count('task')).toBe(0);
  });

  it('makes the tasks, and answers a repetition byte for byte', async () => {
    const key = { 'Idempotency-Key': 'ledger-2026-11' };
    const first = await send(TASK_FORCE, sample, key);
    expect(first.body).toMatchObject({ dryRun: false, counts: { accepted: 30, refused: 2 } });
    const again = await send(TASK_FORCE, sample, key);
    expect(again.text).toBe(first.text);
    expect(await open.count('task')).toBe(30);
    const { taskId = '' } = (first.body as { rows: { taskId?: string }[] }).rows[0] ?? {};
    expect((await open.as(TASK_FORCE).get(`/api/v1/tasks/${taskId}`)).status).toBe(200);
  });

  it('does not take the key of a dry run, nor of another file', async () => {
    const key = { 'Idempotency-Key': 'one-key' };
    await send(TASK_FORCE, sample, key, '?dryRun=true');
    expect((await send(TASK_FORCE, sample, key)).body).toMatchObject({ code: 'key-reused' });
    expect((await send(TASK_FORCE, `${sample}\n`, key, '?dryRun=true')).body).toMatchObject({
      code: 'key-reused',
    });
  });

  it('is for those who may submit', async () => {
    const before = await open.tally();
    for (const seat of ['330523-O1/A', '330523-TF/D1', '330523-TF/AU', '330523-TF/AD']) {
      expect((await send(seat, sample)).status).toBe(403);
    }
    expect(await open.tally()).toBe(before);
    expect((await send('machine:evaluation', sample, {}, '?dryRun=true')).status).toBe(200);
  });

  it.each<[number, string, string, Record<string, string>, string]>([
    [400, 'body-invalid', 'a,b\n1,2', {}, ''],
    [400, 'body-invalid', '', {}, ''],
    [400, 'query-invalid', sample, {}, '?dryRun=perhaps'],
    [400, 'header-invalid', sample, { 'Idempotency-Key': '"' }, ''],
    [413, 'body-too-large', `${sample}\n${'x'.repeat(2 * 1024 * 1024)}`, {}, ''],
    [415, 'media-type-unsupported', sample, { 'Content-Type': 'application/json' }, ''],
  ])('refuses with %i %s what is no import', async (status, code, body, headers, query) => {
    const before = await open.tally();
    const answer = await send(TASK_FORCE, body, headers, query);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(await open.tally()).toBe(before);
  });

  it('takes bytes by the name of bytes', async () => {
    const headers = { 'Content-Type': 'application/octet-stream' };
    expect((await send(TASK_FORCE, sample, headers, '?dryRun=true')).status).toBe(200);
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from '../../../src/sheet/read-file.ts';
import { writeXlsx } from '../../../src/sheet/write-xlsx.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { SAMPLE_LEDGER, shippedCounty } from '../../tasks/shipped-county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const sample = readFileSync(SAMPLE_LEDGER, 'utf8');
const CSV = { 'Content-Type': 'text/csv; charset=utf-8' };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ workflows: [reformTask], directory: shippedCounty.directory() });
});
afterAll(() => open.close());

const send = (seat: string, body: string | Uint8Array, headers: Record<string, string> = {}, query = '') =>
  open.as(seat).post(`/api/v1/tasks/import${query}`, body, { ...CSV, ...headers });

describe('importing over HTTP', () => {
  it('foretells without a trace', async () => {
    const answer = await send(TASK_FORCE, sample, {}, '?dryRun=true');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ dryRun: true, counts: { rows: 32, new: 28, refused: 1, asked: 3 } });
    expect(await open.count('task')).toBe(0);
  });

  it('makes the tasks, and answers a repetition byte for byte', async () => {
    const key = { 'Idempotency-Key': 'ledger-2026-11' };
    const first = await send(TASK_FORCE, sample, key);
    expect(first.body).toMatchObject({ dryRun: false, counts: { accepted: 28, refused: 1, asked: 3 } });
    const again = await send(TASK_FORCE, sample, key);
    expect(again.text).toBe(first.text);
    expect(await open.count('task')).toBe(28);
    const { taskId = '' } = (first.body as { rows: { taskId?: string }[] }).rows[0] ?? {};
    expect((await open.as(TASK_FORCE).get(`/api/v1/tasks/${taskId}`)).status).toBe(200);
  });

  it('doubles nothing under another key, and takes what was mended or is meant', async () => {
    const again = await send(TASK_FORCE, sample);
    expect(again.body).toMatchObject({ counts: { accepted: 0, same: 28, refused: 1, asked: 3 } });
    const mended = sample.replace('县教育局;县市场监管局,,', '县教育局,县市场监管局,');
    const query = `?acceptPastDate=${encodeURIComponent('年初已交办')}`;
    expect((await send(TASK_FORCE, mended, {}, query)).body).toMatchObject({
      counts: { accepted: 2, same: 28, refused: 1, asked: 1 },
    });
    expect(await open.count('task')).toBe(30);
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
    for (const seat of ['330523-O40/A', '330523-TF/D1', '330523-TF/AU', '330523-TF/AD']) {
      expect((await send(seat, sample)).status).toBe(403);
    }
    expect(await open.tally()).toBe(before);
    expect((await send('machine:evaluation', sample, {}, '?dryRun=true')).status).toBe(200);
  });

  it.each<[number, string, string, Record<string, string>, string]>([
    [400, 'body-invalid', 'a,b\n1,2', {}, ''],
    [400, 'body-invalid', '', {}, ''],
    [400, 'body-invalid', '任务名称,责任单,完成时限\n甲,县教育局,10个工作日', {}, ''],
    [400, 'body-invalid', sample, {}, `?columns=${encodeURIComponent('没有=来源')}`],
    [400, 'query-invalid', sample, {}, `?columns=${encodeURIComponent('来源')}`],
    [400, 'query-invalid', sample, {}, '?dryRun=perhaps'],
    [400, 'query-invalid', sample, {}, '?sheets=1'],
    [400, 'header-invalid', sample, { 'Idempotency-Key': '"' }, ''],
    [413, 'body-too-large', `${sample}\n${'x'.repeat(10 * 1024 * 1024)}`, {}, ''],
    [415, 'media-type-unsupported', sample, { 'Content-Type': 'application/json' }, ''],
  ])('refuses with %i %s what is no import', async (status, code, body, headers, query) => {
    const before = await open.tally();
    const answer = await send(TASK_FORCE, body, headers, query);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(await open.tally()).toBe(before);
  });

  it('takes answers to what it asks about headings', async () => {
    const file = '任务名称,责任单,完成时限,经费\n甲事项,县教育局,10个工作日,3';
    const asked = await send(TASK_FORCE, file, {}, '?dryRun=true');
    expect(asked.body).toMatchObject({ questions: [{ heading: '责任单', column: '牵头单位' }] });
    const query = `?dryRun=true&columns=${encodeURIComponent('责任单=牵头单位,经费=忽略')}`;
    expect((await send(TASK_FORCE, file, {}, query)).body).toMatchObject({
      questions: [],
      warnings: [],
      rows: [{ status: 'new', routing: { unit: { name: '县教育局' } } }],
    });
  });

  it('takes bytes by the name of bytes', async () => {
    const headers = { 'Content-Type': 'application/octet-stream' };
    expect((await send(TASK_FORCE, sample, headers, '?dryRun=true')).status).toBe(200);
  });

  it('takes a workbook, also one that is called something else', async () => {
    const rows = [
      ['县改革任务台账'],
      ['事项名称', '责任单位', '办结时限'],
      ['竹林碳汇收储二期', '县林业局', '2026年12月31日'],
    ];
    const bytes = await writeXlsx({ name: '台账', rows, widths: [] });
    for (const type of [XLSX, 'text/csv']) {
      const answer = await send(TASK_FORCE, bytes, { 'Content-Type': type }, '?dryRun=true');
      expect(answer.body).toMatchObject({
        format: 'xlsx',
        sheet: '台账',
        rows: [{ row: 3, status: 'new', dueAt: '2026-12-31T09:30:00.000Z' }],
      });
    }
  });
});

const goalFile = (goal: string) =>
  `序号,任务名称,工作目标,牵头单位,完成时限\n1,更正之件,${goal},县教育局,10个工作日`;
const firstRow = async (answer: ReturnType<typeof send>) =>
  ((await answer).body as { rows: { taskId?: string; number?: string }[] }).rows[0];
const correctionReasons = async (taskId = '') => {
  const { body } = await open.as(TASK_FORCE).get(`/api/v1/tasks/${taskId}/timeline`);
  return (body as { items: { type: string; told?: { zh: string } }[] }).items
    .filter(({ type }) => type === 'correct')
    .map(({ told }) => told?.zh.split('理由：')[1]);
};

describe('a mended ledger over HTTP', () => {
  const named = `?ledger=${encodeURIComponent('要点')}`;

  it('corrects the task, with the reason that is given or the ledger and the row', async () => {
    const made = await firstRow(send(TASK_FORCE, goalFile('甲'), {}, named));
    const key = { 'Idempotency-Key': 'mended-once' };
    const first = await send(TASK_FORCE, goalFile('乙'), key, named);
    expect(first.body).toMatchObject({
      counts: { corrected: 1, changed: 0 },
      rows: [{ status: 'corrected', number: made?.number, differences: [{ was: '甲', is: '乙' }] }],
    });
    expect((await send(TASK_FORCE, goalFile('乙'), key, named)).text).toBe(first.text);
    expect(await firstRow(send(TASK_FORCE, goalFile('乙'), {}, named))).toMatchObject({ status: 'same' });
    await send(TASK_FORCE, goalFile('丙'), {}, `${named}&reason=${encodeURIComponent('会议议定')}`);
    await send(TASK_FORCE, goalFile('丁'), { 'Accept-Language': 'en' }, named);
    expect(await correctionReasons(made?.taskId)).toEqual([
      '“台账《要点》第 2 行更正”',
      '“会议议定”',
      '“台账《要点》第 2 行更正”',
    ]);
  });

  it('is told apart from its tasks to a machine, which corrects none', async () => {
    const before = await open.count('event');
    const told = await firstRow(send('machine:evaluation', goalFile('戊'), {}, named));
    expect(told).toMatchObject({ status: 'changed', message: { zh: expect.stringContaining('任务未改：') } });
    expect(await open.count('event')).toBe(before);
  });
});

const lines = ({ text }: Awaited<ReturnType<typeof send>>) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('an import that tells its progress', () => {
  const LINES = { ...CSV, Accept: 'application/x-ndjson' };
  it('does so line by line, the result in the last', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => `逐行报告进度之${n},县教育局,10个工作日`);
    const answer = await send(TASK_FORCE, ['任务名称,牵头单位,完成时限', ...rows].join('\n'), LINES);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const told = lines(answer);
    expect(told.slice(0, -1)).toEqual([
      { progress: { phase: 'reading', done: 120, of: 120 } },
      { progress: { phase: 'judging', done: 50, of: 120 } },
      { progress: { phase: 'judging', done: 100, of: 120 } },
      { progress: { phase: 'judging', done: 120, of: 120 } },
      { progress: { phase: 'registering', done: 50, of: 120 } },
      { progress: { phase: 'registering', done: 100, of: 120 } },
      { progress: { phase: 'registering', done: 120, of: 120 } },
    ]);
    expect(told.at(-1)).toMatchObject({ status: 200, result: { counts: { accepted: 120 } } });
  });

  it('is refused as usual before it has begun', async () => {
    const answer = await send(TASK_FORCE, 'a,b', LINES);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(answer.body).toMatchObject({ code: 'body-invalid' });
  });

  it('is repeated under its key with the same result', async () => {
    const headers = { ...LINES, 'Idempotency-Key': 'lines-once' };
    const file = '任务名称,牵头单位,完成时限\n重复提交,县教育局,10个工作日';
    const first = lines(await send(TASK_FORCE, file, headers));
    const again = lines(await send(TASK_FORCE, file, headers));
    expect(again).toEqual([first.at(-1)]);
  });
});

describe('the template', () => {
  it.each(['csv', 'xlsx'])('as %s is read, its example left out', async (format) => {
    const answer = await fetch(`http://127.0.0.1:${open.port}/api/v1/tasks/import-template.${format}`, {
      headers: { Authorization: `Bearer ${open.keyOf(`seat:${TASK_FORCE}`)}` },
    });
    expect(answer.headers.get('content-disposition')).toContain(`ledger-template.${format}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const type = format === 'csv' ? CSV : { 'Content-Type': XLSX };
    expect((await send(TASK_FORCE, bytes, type)).body).toMatchObject({
      counts: { rows: 0 },
      warnings: [],
      questions: [],
      skipped: [{ row: 2, why: 'example' }],
    });
    expect((await readFile(bytes, { isTable: () => true })).grid.rows).toHaveLength(2);
  });
});

interface Told {
  readonly status: number;
  readonly counts: object;
  readonly warnings: readonly { readonly code: string }[];
  readonly rows: readonly {
    readonly status: string;
    readonly errors: readonly { readonly message: { readonly zh: string } }[];
    readonly warnings: readonly { readonly code: string; readonly message: { readonly zh: string } }[];
    readonly differences: readonly { readonly column: string }[];
  }[];
}

async function toldOf(file: string, query = '?dryRun=true'): Promise<Told> {
  const { status, body } = await send(TASK_FORCE, file, {}, query);
  return { ...(body as Omit<Told, 'status'>), status };
}

const doubled = (days: number) =>
  `序号,任务名称,责任单位,完成时限\n1,重号甲事项,县教育局,5个工作日\n1,重号乙事项,县教育局,${days}个工作日`;

describe('ledgers as people keep them', () => {
  it('may lack the column of limits, and every row takes the default; one that may be it is asked about', async () => {
    const lacking = await toldOf(
      '序号,任务名称,责任单位\n1,中小学食堂明厨亮灶,县教育局\n2,校车安全,县教育局',
    );
    expect(lacking).toMatchObject({ status: 200, warnings: [{ code: 'column-missing' }] });
    expect(lacking.rows.map(({ status, warnings }) => [status, warnings[0]?.code])).toEqual([
      ['new', 'limit-default'],
      ['new', 'limit-default'],
    ]);
    const misnamed = await send(
      TASK_FORCE,
      '任务名称,责任单位,完成时\n甲,县教育局,10个工作日',
      {},
      '?dryRun=true',
    );
    expect(misnamed.body).toMatchObject({
      code: 'body-invalid',
      questions: [{ heading: '完成时', column: '完成时限' }],
    });
    const titled = await toldOf('2026年台账,,\n任务名称,责任单位,备注\n校车安全检查,县教育局,\n合计,1,');
    expect(titled).toMatchObject({ counts: { rows: 1, new: 1 } });
  });

  it.each(['无', '/', '／', '—', '——', '-', '暂无', 'N/A', '不涉及', '无。'])(
    'say with %s that a cell has nothing to say',
    async (nothing) => {
      const heads = '任务名称,责任单位,配合单位,事项分类,关键词,完成时限';
      const cells = ['中小学食堂', '县教育局', nothing, nothing, nothing, nothing].join(',');
      const { rows } = await toldOf(`${heads}\n${cells}`);
      expect(rows.map(({ status, warnings }) => [status, warnings.map(({ code }) => code)])).toEqual([
        ['new', expect.not.arrayContaining(['unit-unknown', 'category-unknown'])],
      ]);
      expect(rows[0]?.warnings[0]?.code).toBe('limit-default');
      const without = await toldOf(`任务名称,责任单位,完成时限\n一件事,${nothing},10个工作日`);
      expect(without.rows.map(({ status }) => status)).toEqual(['new']);
    },
  );

  it('that number rows twice are known again by number and title: a mended limit is the difference, no second task', async () => {
    expect((await toldOf(doubled(5), '')).counts).toMatchObject({ accepted: 2 });
    expect((await toldOf(doubled(5), '')).counts).toMatchObject({ same: 2 });
    const mended = await toldOf(doubled(8));
    expect(mended.rows.map(({ status }) => status)).toEqual(['same', 'changed']);
    expect(mended.rows[1]?.differences.map(({ column }) => column)).toEqual(['完成时限']);
  });

  it('say weeks, and are told how to write working days', async () => {
    const { rows } = await toldOf('任务名称,责任单位,完成时限\n两周的事,县教育局,两周');
    expect(rows[0]?.warnings[0]?.message.zh).toBe('“2周”按自然日计；要按工作日计请写“N个工作日”');
  });
});

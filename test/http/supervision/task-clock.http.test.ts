import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const HALF_A_DAY = 0.5;
const LEAD = '330523-O1/A';

interface Clock {
  readonly asOf: string;
  readonly spans: readonly { readonly party: string; readonly from: string; readonly to: string }[];
  readonly totals: readonly { readonly minutes: number }[];
  readonly elapsed: { readonly minutes: number };
}

let open: OpenDoor;
let desk: ReformDesk;
let task: string;
/** An instant between dispatch and receipt. */
let undelivered: string;

beforeAll(async () => {
  open = await openDoor({ workflows });
  desk = reformDesk(open);
  task = await desk.submit({ title: '校外培训监管', leadUnit: '县教育局' });
  undelivered = open.inDays(HALF_A_DAY);
  await open.moved.set(open.inDays(1));
  expect((await desk.send(LEAD, task, 'receive')).status).toBe(200);
});
afterAll(() => open.close());

const read = (seat: string | undefined, query = '', id = task) =>
  open.as(seat).get(`/api/v1/tasks/${id}/clock${query}`);

describe('the clock ledger of a task', () => {
  it('tells who had the clock from registration to now, without a gap, and adds up', async () => {
    const answer = await read(LEAD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      task,
      closed: false,
      budget: { limit: { workingDays: 10 }, words: { zh: '10 个工作日' } },
      late: null,
      summary: { zh: expect.stringMatching(/^自 .+ 起计期，限 10 个工作日；.+ 到期；现计时方：数字专员。$/) },
      dueChanges: [{ type: 'routed', from: null, reason: { zh: expect.stringContaining('到期') } }],
    });
    const { spans, totals, elapsed, asOf } = answer.body as Clock;
    expect(spans.map(({ party }) => party)).toEqual(['taskForce', 'receipt', 'commissioner']);
    expect(spans.at(-1)?.to).toBe(asOf);
    spans.slice(1).forEach(({ from }, n) => expect(from).toBe(spans[n]?.to));
    expect(totals.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(elapsed.minutes);
  });

  it('is told as it stood at a past moment', async () => {
    const { spans, asOf } = (await read(LEAD, `?asOf=${undelivered.replace('Z', '%2B00:00')}`)).body as Clock;
    expect(asOf).toBe(undelivered);
    expect(spans.map(({ party }) => party)).toEqual(['taskForce', 'receipt']);
    expect(spans.at(-1)).toMatchObject({ to: undelivered, answered: [{ seat: LEAD, via: 'holder' }] });
  });

  it.each(['2020-01-01T00:00:00Z', '2090-01-01T00:00:00%2B08:00', 'yesterday', '2026-01-01'])(
    'is refused as of %s',
    async (asOf) => {
      expect((await read(LEAD, `?asOf=${asOf}`)).body).toMatchObject({ status: 400, code: 'query-invalid' });
    },
  );

  it('is for those who may read the task; for others there is no such task', async () => {
    for (const seat of ['330523-O2/A', '330523-TF/AD']) {
      expect((await read(seat)).body).toMatchObject({ code: 'not-found' });
    }
    for (const seat of ['330523-TF/AU', '330523-TF/D1', '330523-O1/L']) {
      expect((await read(seat)).status).toBe(200);
    }
    expect((await read(LEAD, '', '0190f1c2-7a11-7000-8000-000000000001')).status).toBe(404);
    expect((await read(undefined)).status).toBe(401);
  });
});

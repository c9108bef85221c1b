import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const COMMISSIONER = '330523-O1/A';
const NO_TASK = '0190f1c2-7a11-7000-8000-000000000001';

interface Span {
  readonly from: string;
  readonly until: string;
  readonly seat: string;
  readonly person: { readonly id: string };
  readonly via: string;
}

let open: OpenDoor;
let task: string;
/** An instant after the task came to its seat, and a while before now. */
let left: string;

beforeAll(async () => {
  open = await openDoor();
  task = await open.errandAt(COMMISSIONER);
  left = open.inDays(1);
  await open.moved.set(open.inDays(2));
  const absence = { person: 'p-O1-A', from: left, until: open.inDays(1), reason: '病假' };
  open.setDirectory(county({ version: 2, absences: [absence] }));
});
afterAll(() => open.close());

const pathOf = (id: string, query = '') => `/api/v1/tasks/${id}/accountability${query}`;
const readAt = (at: string) => open.as(COMMISSIONER).get(pathOf(task, `?at=${encodeURIComponent(at)}`));

describe('who answered for a task', () => {
  it('is told span by span, from registration to now without a gap', async () => {
    const answer = await open.as(COMMISSIONER).get(pathOf(task));
    expect(answer.status).toBe(200);
    const { from, until, spans } = answer.body as { from: string; until: string; spans: Span[] };
    expect(answer.body).toMatchObject({ task, closed: false, directoryVersion: 2 });
    expect(spans[0]?.from).toBe(from);
    expect(spans.at(-1)?.until).toBe(until);
    spans.slice(1).forEach((span, place) => expect(span.from).toBe(spans[place]?.until));
    expect(spans.map(({ seat, person, via }) => [seat, person.id, via])).toEqual([
      // The errand's own first seat is in no directory: somebody answered all the same, with an alarm.
      ['desk', 'p-TF-A', 'dutySeat'],
      [COMMISSIONER, 'p-O1-A', 'holder'],
      [COMMISSIONER, 'p-O1-B', 'deputy'],
    ]);
    expect(spans[0]).toMatchObject({ alarm: { code: 'seatUnknown' }, broughtBy: { title: { zh: '立项' } } });
    expect(spans[2]).toMatchObject({ from: left, broughtBy: { type: 'prepared', revision: 2 } });
  });

  it('is told for one moment: person, seat, for whom and why', async () => {
    const before = await readAt(new Date(Date.parse(left) - 1).toISOString());
    expect(before.body).toMatchObject({ spans: [{ person: { id: 'p-O1-A' }, via: 'holder', until: left }] });
    const after = await readAt(left.replace('Z', '+00:00'));
    expect(after.body).toMatchObject({
      spans: [
        {
          from: left,
          seat: COMMISSIONER,
          answeringSeat: '330523-O1/B',
          person: { id: 'p-O1-B' },
          onBehalfOf: { id: 'p-O1-A' },
          reason: { zh: expect.stringContaining('代理'), en: expect.stringContaining('acts for') },
        },
      ],
    });
    expect((after.body as { spans: Span[] }).spans).toHaveLength(1);
  });

  it.each([
    ['before it was registered', '2020-01-01T00:00:00Z'],
    ['in the future', '2090-01-01T00:00:00+08:00'],
  ])('is refused for a moment %s, naming the range', async (_, at) => {
    const answer = await readAt(at);
    expect(answer.body).toMatchObject({ status: 400, code: 'query-invalid', from: expect.any(String) });
    expect((answer.body as { detail: string }).detail).toContain(at);
  });

  it.each(['yesterday', '2026-01-01', '2026-01-01T00:00:00'])(
    'is refused for "%s", which is no instant',
    async (at) => {
      expect((await readAt(at)).body).toMatchObject({ code: 'query-invalid', errors: [{ pointer: '/at' }] });
    },
  );

  it('is for those who may read the task; for others there is no such task', async () => {
    for (const seat of ['330523-O2/A', '330523-TF/AD']) {
      expect((await open.as(seat).get(pathOf(task))).body).toMatchObject({ code: 'not-found' });
    }
    for (const seat of ['330523-TF/AU', '330523-TF/D1', '330523-O1/B']) {
      expect((await open.as(seat).get(pathOf(task))).status).toBe(200);
    }
    expect((await open.as('330523-TF/AU').get(pathOf(NO_TASK))).status).toBe(404);
    expect((await open.as(undefined).get(pathOf(task))).status).toBe(401);
  });
});

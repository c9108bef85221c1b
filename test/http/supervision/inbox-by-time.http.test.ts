import { describe, expect, it } from '@jest/globals';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite } from '../stage/supervised-county.ts';

const county = countyOfSuite();

interface Item {
  readonly id: string;
  readonly revision: number;
  readonly light: string;
  readonly actions: readonly { readonly type: string }[];
}

async function inbox(headers: Record<string, string> = {}) {
  const answer = await county.open.as(COMMISSIONER).get('/api/v1/inbox', headers);
  const items = answer.status === 200 ? (answer.body as { items: readonly Item[] }).items : [];
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', items };
}

const mayReturn = (items: readonly Item[], id: string) =>
  items.find((item) => item.id === id)?.actions.some(({ type }) => type === 'return');

const stateOf = (items: readonly Item[]) => items.map(({ revision, light }) => [revision, light]);

describe('what may be done, in an inbox that somebody holds', () => {
  it('is told anew when only the time has changed it', async () => {
    // given a task that may be returned until Thursday evening
    const id = await county.submitted('退回时限');
    await county.send(COMMISSIONER, id, 'receive');
    await county.desk.until(shanghai('2026-12-03 17:00'));
    const before = await inbox();
    expect(mayReturn(before.items, id)).toBe(true);
    // when nothing has happened, the client has it already
    expect((await inbox({ 'If-None-Match': before.etag })).status).toBe(304);
    // then the evening passes, and nothing but the time is new
    await county.desk.until(shanghai('2026-12-03 17:31'));
    const after = await inbox({ 'If-None-Match': before.etag });
    expect([after.status, mayReturn(after.items, id)]).toEqual([200, false]);
    expect(stateOf(after.items)).toEqual(stateOf(before.items));
    expect((await inbox({ 'If-None-Match': after.etag })).status).toBe(304);
  });
});

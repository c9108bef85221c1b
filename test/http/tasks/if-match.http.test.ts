import { describe, expect, it } from '@jest/globals';
import {
  COMMISSIONER,
  countyOfSuite,
  LEADER,
  SECTION,
  SUPERVISOR,
  TASK_FORCE,
} from '../stage/supervised-county.ts';

/*
 * If-Match is about what the sender saw and decides on: what the engine or a section does in between costs nobody the
 * form they are filling in; what a person did meanwhile does, and says who.
 */

const county = countyOfSuite();

const path = (id: string) => `/api/v1/tasks/${id}`;

async function tagOf(seat: string, id: string): Promise<string> {
  return (await county.open.as(seat).get(path(id))).headers.get('etag') ?? '';
}

function sendSeen(seat: string, id: string, tag: string, type: string, data: object) {
  return county.open.as(seat).post(`${path(id)}/events`, { type, data }, { 'If-Match': tag });
}

async function childOf(id: string): Promise<string> {
  const { body } = await county.open.as(COMMISSIONER).get(path(id));
  return (body as { children: string[] }).children[0] ?? '';
}

const report = { text: '已完成方案初稿', percent: 40 };
const evidence = { evidence: [{ criterion: '1', text: '已上线' }] };

describe('the revision that a sender saw', () => {
  it('still holds for a report after the section has reported, twice', async () => {
    const id = await county.worked('科室反馈在先');
    const child = await childOf(id);
    await county.send(SECTION, child, 'receive');
    const tag = await tagOf(COMMISSIONER, id);
    await county.send(SECTION, child, 'report', { text: '已到现场', percent: 30 });
    await county.send(SECTION, child, 'report', { text: '已拍照', percent: 60 });
    expect(await tagOf(COMMISSIONER, id)).not.toBe(tag);
    expect((await sendSeen(COMMISSIONER, id, tag, 'report', report)).status).toBe(200);
  });

  it('still holds for an application to extend after the section has received', async () => {
    const id = await county.worked('科室签收在先');
    const tag = await tagOf(COMMISSIONER, id);
    await county.send(SECTION, await childOf(id), 'receive');
    const asked = { reason: '需三方协调', progress: '已完成方案', until: '2026-12-31' };
    expect((await sendSeen(COMMISSIONER, id, tag, 'requestExtension', asked)).status).toBe(200);
  });

  it('does not hold once a person has acted, and the refusal says who did what', async () => {
    const id = await county.worked('督查催办在先');
    const tag = await tagOf(COMMISSIONER, id);
    await county.send(SUPERVISOR, id, 'urge', { text: '请抓紧' });
    const { status, body } = await sendSeen(COMMISSIONER, id, tag, 'report', report);
    expect(status).toBe(412);
    const { news, detail } = body as { news: { type: string; by: { name: string } }; detail: string };
    expect(news).toMatchObject({ type: 'urge', by: { principal: `seat:${SUPERVISOR}` } });
    expect(detail).toContain(news.by.name);
    expect(detail).toContain('催办');
  });

  it('does not hold once the engine has changed the state that is decided on', async () => {
    const id = await county.worked('状态已变');
    const tag = await tagOf(COMMISSIONER, id);
    const asked = { reason: '需三方协调', progress: '已完成方案', until: '2026-12-31' };
    await county.send(COMMISSIONER, id, 'requestExtension', asked);
    expect((await sendSeen(COMMISSIONER, id, tag, 'report', report)).status).toBe(412);
  });

  it('is strict for a grave event: whoever claims a task done has seen all that was said of it', async () => {
    const id = await county.worked('办结申请从严');
    const child = await childOf(id);
    await county.send(SECTION, child, 'receive');
    const tag = await tagOf(COMMISSIONER, id);
    await county.send(SECTION, child, 'finish', { text: '已完成' });
    expect((await sendSeen(COMMISSIONER, id, tag, 'claimDone', evidence)).status).toBe(412);
    const now = await tagOf(COMMISSIONER, id);
    expect((await sendSeen(COMMISSIONER, id, now, 'claimDone', evidence)).status).toBe(200);
  });

  it('holds for the review of a claim though the engine has counted its limit meanwhile', async () => {
    const id = await county.submitted('核定时限在后');
    await county.send(COMMISSIONER, id, 'receive');
    const before = await county.open.engine.read(id);
    const claimed = await sendSeen(COMMISSIONER, id, `"${before?.revision}"`, 'claimDone', evidence);
    await county.desk.settle();
    const after = await county.open.engine.read(id);
    expect(after?.revision).toBeGreaterThan((claimed.body as { revision: number }).revision);
    const seen = claimed.headers.get('etag') ?? '';
    expect((await sendSeen(TASK_FORCE, id, seen, 'pass', {})).status).toBe(200);
  });

  it('is refused where it has not come yet, whatever the event', async () => {
    const id = await county.worked('未来版本');
    expect((await sendSeen(COMMISSIONER, id, '"999"', 'report', report)).status).toBe(412);
  });

  it.each([
    ['made weak', (tag: string) => `W/${tag}`],
    ['marked by Apache', (tag: string) => tag.replace(/"$/, '-gzip"')],
    ['made weak and marked', (tag: string) => `W/${tag.replace(/"$/, '-gzip"')}`],
    ['of the revision alone', (tag: string) => tag.replace(/-.*"$/, '"')],
  ])('is understood where a proxy has %s it', async (_, proxied) => {
    const id = await county.worked('经代理');
    const tag = proxied(await tagOf(COMMISSIONER, id));
    expect((await sendSeen(COMMISSIONER, id, tag, 'report', report)).status).toBe(200);
    const full = proxied(await tagOf(COMMISSIONER, id));
    const again = await county.open.as(COMMISSIONER).get(path(id), { 'If-None-Match': full });
    expect(again.status).toBe(full.includes('-') ? 304 : 200);
  });
});

describe('an event that is not accepted', () => {
  it.each([
    [COMMISSIONER, ['subDispatch', 'report', 'requestExtension', 'requestParking'], 'receive'],
    [SUPERVISOR, ['urge'], 'urge'],
    [LEADER, [], 'endorse'],
    [TASK_FORCE, ['transfer', 'urge', 'withdraw'], 'assign'],
  ])('says to %s what it may do now, and nothing of the engine', async (seat, may, type) => {
    const id = await county.worked(`不予受理${may.length}`);
    if (type === 'urge') await county.send(SUPERVISOR, id, 'urge');
    const { status, body } = await county.send(seat, id, type, dataOf(type));
    const { code, accepted, detail } = body as { code: string; accepted: string[]; detail: string };
    if (code === 'guard-failed') return expect(status).toBe(409);
    expect({ status, code }).toEqual({ status: 409, code: 'event-not-accepted' });
    expect(accepted).toEqual(expect.arrayContaining([...may]));
    expect(accepted).not.toContain('routed');
    expect(detail).not.toMatch(/督办梯|核定/);
  });
});

function dataOf(type: string): object {
  return type === 'assign' ? { unit: '330523-O1' } : {};
}

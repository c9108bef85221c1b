/*
 * What happens beside the straight way of a task, as somebody writes it who has nothing but a generated client: a request for
 * more time, a parking, a return, a supervision notice, a handover, a day off, a key.
 */

/** The ways themselves; \`submit\`, \`act\` and \`noticeOf\` are the client's own. */
const BESIDE = `
const LEADER = '330523-O1/L', ADMIN = '330523-TF/AD', NEWCOMER = '330523-O2/B';
const asked = await submit({ title: '延期与挂账', leadUnit: '县教育局', limit: { workingDays: 15 } });
await act(UNIT, asked, { type: 'receive', data: {} });
await act(UNIT, asked, { type: 'requestExtension', data: { reason: '省级接口未开放', progress: '已完成八成', until: '2026-12-31' } });
await act(LEADER, asked, { type: 'endorse', data: {} });
await act(TF, asked, { type: 'grant', data: { opinion: '同意' } });
await act(UNIT, asked, { type: 'requestParking', data: { kind: 'upwardWait', reason: '待省厅批复',
  conditions: [{ id: '1', text: '省厅批复下达' }], reviewOn: '2026-12-15' } });
await act(LEADER, asked, { type: 'endorse', data: {} });
await act(TF, asked, { type: 'grant', data: {} });
await act(UNIT, asked, { type: 'resume', data: { condition: '1' } });
const returned = await submit({ title: '退回', leadUnit: '县教育局', limit: { workingDays: 15 } });
await act(UNIT, returned, { type: 'return', data: { reasonCode: 'notOurDuty', dutyBasis: '三定方案' } });
await act(LEADER, returned, { type: 'endorse', data: {} });
await act(TF, returned, { type: 'uphold', data: { note: '职责明确' } });
const late = await submit({ title: '已逾期', leadUnit: '县教育局', limit: { date: '2026-11-24' }, acceptPastDate: '演练', urgency: 'urgent' });
const notice = await noticeOf(UNIT, late);
await act(UNIT, notice, { type: 'acknowledge', data: { answer: { reason: '人手不足', expectedCompletion: '2026-12-04' } } });
`;

/** Who may act on a task sees it once it has come to them. */
const ACT = `
async function act(seat: string, id: string, event: TaskEvent): Promise<void> {
  for (;;) {
    const seen = await getTasksId(id, {}, { headers: bearer(seat) });
    if (seen.status === 200 && seen.data.actions.some(({ type, allowed }) => type === event.type && allowed)) break;
    if (seen.status !== 200 && seen.status !== 404) throw new Error(\`\${id}: \${seen.status}\`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
  await send(seat, id, event);
}
`;

export const ORVAL_BESIDE = (common: string) => `
import {
  getInbox, getTasksId, getHandoversId, getKeys, postCalendarChanges, postHandovers, postHandoversIdConfirm, postHandoversIdSign,
  postKeys, postKeysIdRevoke, postTasks, postTasksIdEvents, type Task, type TaskEvent,
} from './client.ts';
${common}
const plain = globalThis.fetch;
globalThis.fetch = (path, init) => plain(new URL(String(path), BASE), init);
const once = () => ({ 'Idempotency-Key': key() });

async function read(seat: string, id: string): Promise<{ task: Task; tag: string }> {
  const answer = await getTasksId(id, {}, { headers: bearer(seat) });
  if (answer.status !== 200) throw new Error(\`\${id}: \${answer.status}\`);
  return { task: answer.data, tag: must(answer.headers.get('etag'), 'an ETag') };
}
async function send(seat: string, id: string, event: TaskEvent): Promise<void> {
  const { tag } = await read(seat, id);
  const answer = await postTasksIdEvents(id, event, { ...once(), 'If-Match': tag }, { headers: bearer(seat) });
  if (answer.status !== 200) throw new Error(\`\${event.type}: \${answer.status} \${answer.data.detail}\`);
  steps.push(event.type);
}
type Input = { title: string; leadUnit: string; limit: { workingDays: number } | { date: string }; acceptPastDate?: string; urgency?: 'urgent' };
async function submit(input: Input): Promise<string> {
  const made = await postTasks({ workflow: 'reform-task', input }, once(), undefined, { headers: bearer(TF) });
  if (made.status !== 201) throw new Error(\`submit: \${made.status}\`);
  return made.data.id;
}
async function noticeOf(seat: string, id: string): Promise<string> {
  for (;;) {
    const inbox = await getInbox({ limit: 200 }, undefined, { headers: bearer(seat) });
    if (inbox.status !== 200) throw new Error(String(inbox.status));
    const found = inbox.data.items.find((item) => item.workflow === 'supervision-notice' && item.links.parent?.endsWith(id));
    if (found !== undefined) return found.id;
  }
}
${ACT}
${BESIDE}
const day = { reason: '县庆', operations: [{ op: 'setCountyDay' as const, day: { date: '2026-12-09', kind: 'holiday' as const, name: '县庆' } }] };
const foretold = await postCalendarChanges(day, once(), { dryRun: 'true' }, { headers: bearer(ADMIN) });
steps.push(\`calendar dry \${foretold.status}\`);
steps.push(\`calendar \${(await postCalendarChanges(day, once(), undefined, { headers: bearer(ADMIN) })).status}\`);
const given = await postKeys({ seat: UNIT, label: 'story' }, once(), { headers: bearer(ADMIN) });
if (given.status !== 201) throw new Error(\`key: \${given.status}\`);
const listed = await getKeys(undefined, { headers: bearer(ADMIN) });
if (listed.status !== 200) throw new Error(\`keys: \${listed.status}\`);
steps.push(\`key \${listed.data.items.some(({ id }) => id === given.data.id)}\`);
steps.push(\`revoked \${(await postKeysIdRevoke(given.data.id, once(), { headers: bearer(ADMIN) })).status}\`);
const opened = await postHandovers({ seat: UNIT, newcomer: 'p-O2-B', systems: [{ title: '平台', detail: '已交底' }] }, once(), { headers: bearer(UNIT) });
if (opened.status !== 201) throw new Error(\`handover: \${opened.status}\`);
const handover = opened.data.id;
for (const seat of [UNIT, NEWCOMER]) {
  const signed = await postHandoversIdSign(handover, { items: 'all' }, once(), { headers: bearer(seat) });
  if (signed.status !== 200) throw new Error(\`sign: \${signed.status}\`);
}
const confirmed = await postHandoversIdConfirm(handover, once(), { headers: bearer(LEADER) });
steps.push(\`confirmed \${confirmed.status}\`);
const seen = await getHandoversId(handover, { headers: bearer(LEADER) });
steps.push(seen.status === 200 ? \`handover \${seen.data.stage}\` : String(seen.status));
console.log(JSON.stringify(steps));
`;

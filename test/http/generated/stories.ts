/*
 * What somebody writes who has nothing but a generated client: a task from submission to its end, with the refusals on
 * the way. Text, since the clients that it is compiled against are made while the test runs.
 */

/** What both clients begin with. */
export const COMMON = `
type Sent = Readonly<Record<string, unknown>>;
const { BASE = '', KEYS = '{}' } = process.env;
const keys = JSON.parse(KEYS) as Readonly<Record<string, string>>;
const bearer = (seat: string) => ({ Authorization: \`Bearer \${keys[seat] ?? ''}\` });
const TF = '330523-TF/A', UNIT = '330523-O1/A', SECTION = '330523-O1-S1/H';
let serial = 0;
const key = () => \`story-\${process.pid}-\${serial++}\`;
const steps: string[] = [];
function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(\`Expected \${what}.\`);
  return value;
}
`;

/** With orval: functions, whose answers are told apart by their status. */
export const ORVAL_STORY = `
import {
  getInbox, getMe, getTasks, getTasksCounts, getTasksId, getTasksIdTimeline, postTasks, postTasksIdEvents,
  type Task, type TaskEvent,
} from './client.ts';
${COMMON}
const plain = globalThis.fetch;
globalThis.fetch = (path, init) => plain(new URL(String(path), BASE), init);

async function read(seat: string, id: string, tag?: string): Promise<{ task: Task; tag: string }> {
  const headers = tag === undefined ? {} : { 'If-None-Match': tag, Prefer: 'wait=30' };
  const answer = await getTasksId(id, headers, { headers: bearer(seat) });
  if (answer.status !== 200) throw new Error(\`\${id}: \${answer.status}\`);
  return { task: answer.data, tag: must(answer.headers.get('etag'), 'an ETag') };
}
async function until(seat: string, id: string, state: string): Promise<string> {
  let { task, tag } = await read(seat, id);
  while (task.state.path !== state) ({ task, tag } = await read(seat, id, tag));
  steps.push(task.state.path);
  return tag;
}
async function send(seat: string, id: string, event: TaskEvent): Promise<void> {
  const { tag } = await read(seat, id);
  const answer = await postTasksIdEvents(id, event, { 'Idempotency-Key': key(), 'If-Match': tag }, { headers: bearer(seat) });
  if (answer.status !== 200) throw new Error(\`\${event.type}: \${answer.status} \${answer.data.detail}\`);
  steps.push(\`\${event.type} \${answer.data.revision}\`);
}

const submission = { workflow: 'reform-task' as const, input: { title: '生成客户端所立', leadUnit: '县教育局', limit: { workingDays: 15 } } };
const dry = await postTasks(submission, { 'Idempotency-Key': key() }, { dryRun: 'true' }, { headers: bearer(TF) });
if (dry.status !== 200) throw new Error(\`dry run: \${dry.status}\`);
steps.push(\`dry run \${dry.data.dryRun}\`);
const made = await postTasks(submission, { 'Idempotency-Key': key() }, undefined, { headers: bearer(TF) });
if (made.status !== 201) throw new Error(\`submit: \${made.status}\`);
const { id } = made.data;
const tag = await until(UNIT, id, 'open.dispatched');
const inbox = await getInbox({ limit: 200 }, undefined, { headers: bearer(UNIT) });
if (inbox.status !== 200) throw new Error(String(inbox.status));
steps.push(\`inbox \${inbox.data.items.some((item) => item.id === id)}\`);
await send(UNIT, id, { type: 'receive', data: {} });
const stale = await postTasksIdEvents(id, { type: 'subDispatch', data: { sections: [{ section: '330523-O1-S1', text: '核对' }] } },
  { 'Idempotency-Key': key(), 'If-Match': tag }, { headers: bearer(UNIT) });
steps.push(stale.status === 412 ? \`stale \${stale.data.code}\` : \`not stale: \${stale.status}\`);
await send(UNIT, id, { type: 'subDispatch', data: { sections: [{ section: '330523-O1-S1', text: '核对' }] } });
let { task } = await read(UNIT, id);
while (task.children.length === 0) ({ task } = await read(UNIT, id));
const child = must(task.children[0], 'a child');
await until(SECTION, child, 'open.dispatched');
await send(SECTION, child, { type: 'receive' });
await send(SECTION, child, { type: 'finish', data: { text: '已核对' } });
let { tag: seen, task: now } = await read(UNIT, id);
while (now.actions.find(({ type }) => type === 'claimDone')?.allowed !== true) ({ tag: seen, task: now } = await read(UNIT, id, seen));
await send(UNIT, id, { type: 'claimDone', data: { evidence: [{ criterion: '1', text: '已上线' }] } });
await send(TF, id, { type: 'pass', data: { note: '通过' } });
await send(TF, id, { type: 'strikeOff', data: {} });
const refused = await postTasksIdEvents(id, { type: 'receive' }, { 'Idempotency-Key': key(), 'If-Match': '"1"' }, { headers: bearer(UNIT) });
steps.push(\`refused \${refused.status}\`);
const nowhere = await getTasksId('018f0000-0000-7000-8000-000000000000', {}, { headers: bearer(UNIT) });
steps.push(nowhere.status === 404 ? \`nowhere \${nowhere.data.code}\` : String(nowhere.status));
const lines = await getTasksIdTimeline(id, undefined, { headers: bearer(TF) });
steps.push(lines.status === 200 && lines.data.items.length > 5 ? 'timeline' : String(lines.status));
const list = await getTasks({ limit: 5 }, { headers: bearer(TF) });
steps.push(list.status === 200 && list.data.items.length > 0 ? 'list' : String(list.status));
const counts = await getTasksCounts(undefined, { headers: bearer(TF) });
steps.push(counts.status === 200 ? 'counts' : String(counts.status));
const me = await getMe({ headers: bearer(UNIT) });
steps.push(me.status === 200 ? 'me' : String(me.status));
const nobody = await getMe();
steps.push(\`nobody \${nobody.status}\`);
console.log(JSON.stringify(steps));
`;

/** With swagger-typescript-api: a class with a worker for credentials, which throws what is refused. */
export const SWAGGER_STORY = `
import { Api, type Problem, type Task, type TaskEvent } from './client.ts';
${COMMON}
const as = (seat: string) => {
  const client = new Api<string>({ baseUrl: BASE, securityWorker: (who) => (who === null ? {} : { headers: bearer(who) }) });
  client.setSecurityData(seat);
  return client.api;
};
async function read(seat: string, id: string, tag?: string): Promise<{ task: Task; tag: string }> {
  const headers = tag === undefined ? {} : { 'If-None-Match': tag, Prefer: 'wait=30' };
  const answer = await as(seat).getTasksId(id, { headers });
  return { task: answer.data, tag: must(answer.headers.get('etag'), 'an ETag') };
}
async function until(seat: string, id: string, state: string): Promise<void> {
  let { task, tag } = await read(seat, id);
  while (task.state.path !== state) ({ task, tag } = await read(seat, id, tag));
  steps.push(task.state.path);
}
async function send(seat: string, id: string, event: TaskEvent): Promise<void> {
  const { tag } = await read(seat, id);
  const headers = { 'Idempotency-Key': key(), 'If-Match': tag };
  steps.push(\`\${event.type} \${(await as(seat).postTasksIdEvents(id, event, { headers })).data.revision}\`);
}
async function refusal(asked: Promise<{ status: number }>): Promise<string> {
  try {
    return \`not refused: \${(await asked).status}\`;
  } catch (thrown) {
    return (thrown as { error: Problem }).error.code;
  }
}

const input = { title: '另一生成客户端所立', leadUnit: '县教育局', limit: { workingDays: 15 } };
const submit = (dryRun: 'true' | 'false') =>
  as(TF).postTasks({ workflow: 'reform-task', input }, { dryRun }, { headers: { 'Idempotency-Key': key() } });
steps.push(\`dry run \${(await submit('true')).data.dryRun}\`);
const made = await submit('false');
const id = must(made.headers.get('location')?.split('/').at(-1), 'a Location');
await until(UNIT, id, 'open.dispatched');
steps.push(\`inbox \${(await as(UNIT).getInbox({ limit: 200 })).data.items.some((item) => item.id === id)}\`);
await send(UNIT, id, { type: 'receive', data: {} });
const stale = as(UNIT).postTasksIdEvents(id, { type: 'report', data: { text: '进展', percent: 10 } },
  { headers: { 'Idempotency-Key': key(), 'If-Match': '"1"' } });
steps.push(await refusal(stale));
await send(UNIT, id, { type: 'claimDone', data: { evidence: [{ criterion: '1', text: '已上线' }] } });
await send(TF, id, { type: 'pass', data: { note: '通过' } });
await send(TF, id, { type: 'strikeOff', data: {} });
steps.push(await refusal(as(UNIT).getTasksId('018f0000-0000-7000-8000-000000000000')));
steps.push(await refusal(new Api({ baseUrl: BASE }).api.getMe()));
steps.push(String((await as(TF).getTasks({ limit: 5 })).data.items.length > 0));
console.log(JSON.stringify(steps));
`;

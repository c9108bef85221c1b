import { z } from 'zod';
import { withdrawPrecedent } from '../../../app/routing/withdraw-precedent.ts';
import { sourcesOf } from '../../../app/task-sources.ts';
import { nextCursor, pageFields } from '../../../contract/page.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { listPrecedents } from '../../../tasks/precedents/precedents.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const PATH = '/api/v1/precedents';

const instant = z.iso.datetime();

const precedent = z
  .strictObject({
    id: z.string().meta({ description: '任务编号/版本 Number of the task and revision, as reasons name it' }),
    kind: z.enum(['ruling', 'assignment']).meta({
      description:
        'ruling 退回裁定；assignment 人工分派 A ruling on a return, or an assignment out of triage',
    }),
    at: instant,
    by: z.strictObject({ principal: z.string(), name: z.string() }),
    unit: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
    task: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    routed: z
      .strictObject({ count: z.int(), lastAt: instant.nullable() })
      .meta({ description: '此后依其派单几次 How often it has routed since' }),
    withdrawn: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Precedent' });

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '先例', en: 'Precedents: who settled what, and how often it has routed since' },
  tag: 'routing',
  description:
    '最近的在前；已撤回的仍在列，注明何人何时因何撤回。The youngest first; those withdrawn stay, with who, when and why.',
  access: ['taskForce', 'supervisor', 'auditor'],
  query: z.strictObject(pageFields),
  responses: { 200: z.strictObject({ items: z.array(precedent).readonly(), nextCursor }) },
  answerHeaders: ['Link'],
  problems: ['query-invalid'],
}).handledBy(async ({ query, caller }, deps) => {
  const binding = { principal: caller.id, list: 'precedents', query: {} };
  const body = await listPrecedents(sourcesOf(deps), deps.county.directory(), query, binding);
  return { status: 200, headers: linkToNext(PATH, { limit: query.limit }, body.nextCursor), body };
});

const withdraw = defineRoute({
  method: 'POST',
  path: `${PATH}/{id}/withdrawal`,
  title: { zh: '撤回先例', en: 'Withdraw a precedent' },
  tag: 'routing',
  description:
    '自此不再据以派单；已派的任务及其理由不变。编号如 2026-000123-4。' +
    'From then on it routes nobody; what it has routed stays with its reason. Written 2026-000123-4 in the path.',
  access: ['taskForce'],
  idempotent: 'afterwards',
  params: z.strictObject({ id: z.string().min(1).max(40) }),
  body: z.strictObject({ reason: word.max(500) }).meta({ id: 'PrecedentWithdrawal' }),
  responses: { 200: precedent },
  problems: ['not-found', 'precedent-withdrawn'],
}).handledBy(async ({ params: { id }, body: { reason }, caller, keepWith }, deps) => {
  const withdrawn = await withdrawPrecedent(deps, id, reason, caller, (client, body) =>
    keepWith(client, { status: 200, body }),
  );
  return { status: 200, body: withdrawn };
});

export const precedentRoutes: readonly Route[] = [list, withdraw];

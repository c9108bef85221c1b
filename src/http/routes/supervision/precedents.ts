import { z } from 'zod';
import { signatoryOf } from '../../../access/actor.ts';
import { nextCursor, pageFields } from '../../../contract/page.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { isoOf } from '../../../platform/clock.ts';
import { inTransaction } from '../../../platform/postgres/in-transaction.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { findPrecedent, listPrecedents, type PrecedentView } from '../../../tasks/precedents/precedents.ts';
import { withdrawPrecedent } from '../../../tasks/store/precedents/withdraw-precedent.ts';
import { countyMinuteOf } from '../../../vocabulary/county-day.ts';
import { linkToNext } from '../../answer/link-to-next.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { sourcesOf } from '../../task-sources.ts';

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
  const { pool, county, clock, rulings } = deps;
  const found = await findPrecedent(sourcesOf(deps), county.directory(), id);
  if (found === undefined) {
    throw new Problem('not-found', {
      zh: `没有先例“${id}”，编号形如 2026-000123-4。`,
      en: `There is no precedent “${id}”; ids look like 2026-000123-4.`,
    });
  }
  const { taskId, revision, view } = found;
  const withdrawn = { at: isoOf(clock()), by: signatoryOf(caller), reason };
  const body: PrecedentView = { ...view, withdrawn };
  await inTransaction(pool, async (client) => {
    const withdrawnAt = view.withdrawn && countyMinuteOf(view.withdrawn.at);
    if (!(await withdrawPrecedent(client, { taskId, revision, ...withdrawn }))) {
      throw new Problem(
        'precedent-withdrawn',
        {
          zh: `先例 ${view.id} 已于${withdrawnAt ?? '此前'}撤回，无须再撤。`,
          en: `The precedent ${view.id} was withdrawn ${withdrawnAt ? `on ${withdrawnAt}` : 'before'}; nothing is left to do.`,
        },
        { withdrawn: view.withdrawn },
      );
    }
    await keepWith(client, { status: 200, body });
  });
  await rulings.refresh();
  return { status: 200, body };
});

export const precedentRoutes: readonly Route[] = [list, withdraw];

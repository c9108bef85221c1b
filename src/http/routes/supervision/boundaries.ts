import { z } from 'zod';
import { drawBoundary, endBoundary, REPLAYED } from '../../../app/routing/draw-boundary.ts';
import { boundaryDrawn, boundaryFields, drawnBoundary } from '../../../contract/boundary.ts';
import { flag } from '../../../contract/page.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { askingOf } from '../../request/asking.ts';

const PATH = '/api/v1/boundaries';

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: {
    zh: '职责边界',
    en: 'Boundaries the task force has drawn: who leads where the words of units meet',
  },
  tag: 'routing',
  description:
    '专班所定、现行有效的，最近的在前；另有 config/boundaries.yaml 所载，排在其后。' +
    'Those in force that the task force has drawn, the youngest first; those of the files are asked after them.',
  access: ['taskForce', 'supervisor', 'auditor'],
  responses: { 200: z.strictObject({ items: z.array(drawnBoundary).readonly() }) },
  problems: [],
}).handledBy((_, { boundaries }) => {
  const items = boundaries.current().map(({ boundary, precedent, ...drawn }) => ({
    ...boundary,
    ...drawn,
    precedent: precedent ?? null,
  }));
  return Promise.resolve({ status: 200, body: { items } });
});

const draw = defineRoute({
  method: 'POST',
  path: PATH,
  title: { zh: '划定职责边界', en: 'Draw a boundary, by itself or from a ruling' },
  tag: 'routing',
  description:
    `给出先例编号即可：对象取自其标题，牵头取自裁定，分界取自文字原会派往的单位；也可逐项写明。编号已有的，为新的一版；dryRun=true 只推演：最近 ${REPLAYED} 项任务中哪些会改派。` +
    'The id of a precedent is enough; what is written beside it takes precedence. An id that exists gets its next ' +
    'version; dryRun=true changes nothing and tells which of the youngest tasks would move.',
  access: ['taskForce'],
  idempotent: 'afterwards',
  query: z.strictObject({ dryRun: flag }),
  body: boundaryFields.extend({ reason: word.max(500) }).meta({ id: 'BoundaryDrawing' }),
  responses: { 200: boundaryDrawn },
  problems: ['body-invalid', 'not-found', 'query-invalid'],
}).handledBy(async ({ query, body: { reason, ...fields }, caller, keepWith }, deps) => {
  const asking = askingOf(caller, query, keepWith);
  return { status: 200, body: await drawBoundary(deps, fields, reason, asking) };
});

const end = defineRoute({
  method: 'POST',
  path: `${PATH}/{id}/end`,
  title: { zh: '撤销职责边界', en: 'End a boundary' },
  tag: 'routing',
  description: '自此不再据以派单，历次版本仍在。From then on it settles nothing; its versions stay.',
  access: ['taskForce'],
  idempotent: 'afterwards',
  params: z.strictObject({ id: z.string().min(1).max(80) }),
  body: z.strictObject({ reason: word.max(500) }).meta({ id: 'BoundaryEnd' }),
  responses: { 200: z.strictObject({ id: z.string(), version: z.int() }) },
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, body: { reason }, caller, keepWith }, deps) => {
  const ended = await endBoundary(deps, id, reason, caller, (client, body) =>
    keepWith(client, { status: 200, body }),
  );
  return { status: 200, body: ended };
});

export const boundaryRoutes: readonly Route[] = [list, draw, end];

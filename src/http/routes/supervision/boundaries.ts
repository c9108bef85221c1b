import { z } from 'zod';
import { signatoryOf } from '../../../access/actor.ts';
import { flag } from '../../../contract/page.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { isoOf } from '../../../platform/clock.ts';
import { inTransaction } from '../../../platform/postgres/in-transaction.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { drawBoundary } from '../../../tasks/store/precedents/boundaries.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { boundaryFields, boundaryOf, drawnBoundary, movesUnder } from './boundary-drafts.ts';

const PATH = '/api/v1/boundaries';
/** So many of the youngest tasks are replayed: enough to judge a boundary by, little enough to wait for. */
const REPLAYED = 5000;

const whatIf = z
  .strictObject({
    replayed: z.int(),
    moves: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          from: z.string().optional().meta({ description: '原单位，空为人工 Without it a person decided' }),
          to: z.string().optional(),
          sentence: z.strictObject({ zh: z.string(), en: z.string() }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'BoundaryWhatIf' });

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
  responses: { 200: drawnBoundary.extend({ whatIf: whatIf.optional() }) },
  problems: ['body-invalid', 'not-found', 'query-invalid'],
}).handledBy(async ({ query, body: { reason, ...fields }, caller, keepWith }, deps) => {
  const { pool, clock, boundaries } = deps;
  const { boundary, precedent } = boundaryOf(fields, deps);
  const drawing = {
    id: boundary.id,
    boundary,
    precedent,
    at: isoOf(clock()),
    by: signatoryOf(caller),
    reason,
  };
  const { at, by } = drawing;
  if (query.dryRun === 'true') {
    const moves = await movesUnder(boundary, deps, REPLAYED);
    const body = { ...boundary, version: 0, at, by, reason, precedent: precedent ?? null, whatIf: moves };
    return { status: 200, body };
  }
  const body = await inTransaction(pool, async (client) => {
    const version = await drawBoundary(client, drawing);
    const drawn = { ...boundary, version, at, by, reason, precedent: precedent ?? null };
    await keepWith(client, { status: 200, body: drawn });
    return drawn;
  });
  await boundaries.refresh();
  return { status: 200, body };
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
}).handledBy(async ({ params: { id }, body: { reason }, caller, keepWith }, { pool, clock, boundaries }) => {
  await boundaries.refresh();
  if (!boundaries.current().some(({ boundary }) => boundary.id === id)) {
    const known = boundaries.current().map(({ boundary }) => boundary.id);
    throw new Problem('not-found', {
      zh: `没有专班所定的职责边界“${id}”${known.length > 0 ? `，现有：${known.slice(0, 5).join('、')}` : ''}。`,
      en: `The task force has drawn no boundary “${id}”${known.length > 0 ? `; there are ${known.slice(0, 5).join(', ')}` : ''}.`,
    });
  }
  const drawing = {
    id,
    boundary: undefined,
    precedent: undefined,
    at: isoOf(clock()),
    by: signatoryOf(caller),
    reason,
  };
  const body = await inTransaction(pool, async (client) => {
    const ended = { id, version: await drawBoundary(client, drawing) };
    await keepWith(client, { status: 200, body: ended });
    return ended;
  });
  await boundaries.refresh();
  return { status: 200, body };
});

export const boundaryRoutes: readonly Route[] = [list, draw, end];

import { z } from 'zod';
import { maySeeHandover } from '../../../access/handover-rights.ts';
import { asOfNow, sightOf, visibleHandover } from '../../../app/handover/handover-desk.ts';
import { handoverLineOf } from '../../../app/handover/handover-view.ts';
import { openHandover } from '../../../app/handover/open-handover.ts';
import { fullHandover, handoverLine } from '../../../contract/county/handover.ts';
import { moment, prose, word } from '../../../directory/files/directory-file.ts';
import type { Handover } from '../../../directory/handover.ts';
import { listHandovers } from '../../../directory/store/handover/list-handovers.ts';
import { mayReplayHandover, seenBy } from '../../answer/show-handover.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const PATH = '/api/v1/handovers';
const MOST_LISTED = 500;

const opening = z
  .strictObject({
    seat: word.meta({ title: '交接岗位', 'x-title-en': 'Seat' }),
    newcomer: word.meta({ title: '接收人编号', 'x-title-en': 'Newcomer (id of a person)' }),
    effectiveAt: moment
      .optional()
      .meta({ title: '生效时间，缺省为确认之时', 'x-title-en': 'Takes effect at' }),
    systems: z
      .array(z.strictObject({ title: word.max(200), detail: prose.max(2_000).default('') }))
      .max(100)
      .default([])
      .meta({ title: '移交人掌握的系统', 'x-title-en': 'Systems that the leaver knows' }),
  })
  .meta({ id: 'HandoverOpening' });

const open = defineRoute({
  method: 'POST',
  path: PATH,
  title: { zh: '发起交接', en: 'Open a handover' },
  tag: 'handovers',
  description:
    '由移交人、分管领导或管理员发起；交接清单由该岗位的在办任务、时限、反馈承诺、待裁定与待答复事项生成。' +
    'By the leaver, the unit’s leader or an administrator; the brief is made of the seat’s open tasks, clocks, promises, rulings and requests.',
  access: 'principal',
  idempotent: 'afterwards',
  mayReplay: mayReplayHandover,
  body: opening,
  responses: { 201: fullHandover },
  answerHeaders: ['Location'],
  problems: ['not-permitted', 'directory-conflict'],
}).handledBy(async ({ body, caller, keepWith, language }, deps) => {
  const replyOf = (handover: Handover) =>
    ({
      status: 201,
      headers: { Location: `${PATH}/${handover.id}` },
      body: seenBy(caller, handover, language, deps),
    }) as const;
  return replyOf(
    await openHandover(deps, body, caller, (client, opened) => keepWith(client, replyOf(opened))),
  );
});

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '交接清单', en: 'Handovers' },
  tag: 'handovers',
  description:
    '本人为一方、由本人确认或属本单位的交接；专班、督查、审计、管理员可见全部。未办结的在前。' +
    'Those of the caller, of the own unit, or all for those who watch; open ones first.',
  access: 'principal',
  query: z.strictObject({
    seat: word.max(40).optional().meta({ description: '岗位 Seat' }),
    open: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: '只看未办结或已办结 Open or ended ones only' }),
  }),
  responses: { 200: z.strictObject({ items: z.array(handoverLine).readonly() }) },
  problems: [],
}).handledBy(async ({ query, caller }, deps) => {
  const sight = sightOf(deps);
  const filter = { seat: query.seat, open: query.open && query.open === 'true', limit: MOST_LISTED };
  const found = await listHandovers(deps.pool, filter);
  const items = found
    .filter((handover) => maySeeHandover(caller, handover, sight.directory, sight.at))
    .map((handover) => handoverLineOf(handover, sight));
  return { status: 200, body: { items } };
});

const read = defineRoute({
  method: 'GET',
  path: `${PATH}/{id}`,
  title: { zh: '交接及其清单', en: 'A handover and its brief' },
  tag: 'handovers',
  access: 'principal',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 200: fullHandover },
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, caller, language }, deps) => {
  const handover = await asOfNow(deps, await visibleHandover(deps, caller, id));
  return { status: 200, body: seenBy(caller, handover, language, deps) };
});

export const handoverRoutes: readonly Route[] = [open, list, read];

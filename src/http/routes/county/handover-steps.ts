import { z } from 'zod';
import {
  type ConfirmedHandover,
  confirmHandover,
  withdrawHandover,
} from '../../../app/handover/end-handover.ts';
import { signHandover } from '../../../app/handover/sign-handover.ts';
import { changePlan } from '../../../contract/county/directory-plan.ts';
import { fullHandover } from '../../../contract/county/handover.ts';
import { word } from '../../../directory/files/directory-file.ts';
import type { Handover } from '../../../directory/handover.ts';
import { said } from '../../../platform/wording/said.ts';
import { mayReplayHandover, seenBy } from '../../answer/show-handover.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const params = z.strictObject({ id: z.uuid() });

const sign = defineRoute({
  method: 'POST',
  path: '/api/v1/handovers/{id}/sign',
  title: { zh: '交接签字', en: 'Sign a handover' },
  tag: 'handovers',
  description:
    '移交人签字即确认清单完整（清单按此刻重新生成）；接收人逐项（items 为项目编号）或整体（items 为 all）签收，' +
    '移交人签字后新来或有变化的事项标 since，须一并签收后方可确认。' +
    '接收人尚无岗位、因而没有密钥的，由确认人见证代签。' +
    'The leaver signs that the brief, made anew at that moment, is complete; the newcomer signs items by id, or all. ' +
    'For a newcomer who has no seat, and so no key, the one who confirms signs as witness.',
  access: 'principal',
  idempotent: 'afterwards',
  mayReplay: mayReplayHandover,
  params,
  body: z
    .strictObject({
      items: z
        .union([z.literal('all'), z.array(z.string().min(1)).min(1)], {
          error: said('应为 all，或所签项目编号的列表', 'Expected all, or a list of the ids of items'),
        })
        .optional(),
    })
    .meta({ id: 'HandoverSignature' }),
  responses: { 200: fullHandover },
  problems: ['not-found', 'not-permitted', 'body-invalid', 'directory-conflict'],
}).handledBy(async ({ params: { id }, body: { items }, caller, keepWith, language }, deps) => {
  const replyOf = (handover: Handover) =>
    ({ status: 200, body: seenBy(caller, handover, language, deps) }) as const;
  return replyOf(
    await signHandover(deps, id, items, caller, (client, next) => keepWith(client, replyOf(next))),
  );
});

const confirm = defineRoute({
  method: 'POST',
  path: '/api/v1/handovers/{id}/confirm',
  title: { zh: '确认交接', en: 'Confirm a handover' },
  tag: 'handovers',
  description:
    '双方签字后由分管领导确认；到生效之时岗位换人，任务不变更状态。The seat changes its holder at the moment set; no task changes state.',
  access: 'principal',
  idempotent: 'afterwards',
  mayReplay: mayReplayHandover,
  params,
  responses: { 200: z.strictObject({ handover: fullHandover, plan: changePlan }) },
  problems: ['not-found', 'not-permitted', 'directory-conflict'],
}).handledBy(async ({ params: { id }, caller, keepWith, language }, deps) => {
  const replyOf = ({ handover, plan }: ConfirmedHandover) =>
    ({ status: 200, body: { handover: seenBy(caller, handover, language, deps), plan } }) as const;
  return replyOf(await confirmHandover(deps, id, caller, (client, done) => keepWith(client, replyOf(done))));
});

const withdraw = defineRoute({
  method: 'POST',
  path: '/api/v1/handovers/{id}/withdraw',
  title: { zh: '撤回交接', en: 'Withdraw a handover' },
  tag: 'handovers',
  access: 'principal',
  idempotent: 'afterwards',
  mayReplay: mayReplayHandover,
  params,
  body: z.strictObject({ reason: word.max(500) }).meta({ id: 'HandoverWithdrawal' }),
  responses: { 200: fullHandover },
  problems: ['not-found', 'not-permitted', 'directory-conflict'],
}).handledBy(async ({ params: { id }, body: { reason }, caller, keepWith, language }, deps) => {
  const replyOf = (handover: Handover) =>
    ({ status: 200, body: seenBy(caller, handover, language, deps) }) as const;
  return replyOf(
    await withdrawHandover(deps, id, reason, caller, (client, next) => keepWith(client, replyOf(next))),
  );
});

export const handoverSteps: readonly Route[] = [sign, confirm, withdraw];

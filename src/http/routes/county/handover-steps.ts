import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { planView } from '../../../app/county/plan-view.ts';
import { changePlan } from '../../../contract/directory-plan.ts';
import { fullHandover } from '../../../contract/handover.ts';
import { word } from '../../../directory/files/directory-file.ts';
import {
  confirmerOf,
  type Handover,
  signAsLeaver,
  signAsNewcomer,
  withdrawHandover,
} from '../../../directory/handover.ts';
import { seatsAnsweredBy } from '../../../directory/resolve/seats-answered-by.ts';
import { changeHandover } from '../../../directory/store/handover/change-handover.ts';
import { completeHandover } from '../../../directory/store/handover/complete-handover.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { said } from '../../../platform/wording/said.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { termsOf } from '../../directory-change.ts';
import type { DoorDeps } from '../../door-deps.ts';
import {
  asOfNow,
  mayReplayHandover,
  personBehind,
  seenBy,
  sightOf,
  visibleHandover,
} from '../../handover-desk.ts';

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
  await visibleHandover(deps, caller, id);
  const handover = await changeHandover(
    deps.pool,
    id,
    (current) => signed(current, items, caller, deps),
    (client, next) => keepWith(client, { status: 200, body: seenBy(caller, next, language, deps) }),
  );
  return { status: 200, body: seenBy(caller, handover, language, deps) };
});

async function signed(
  handover: Handover,
  items: readonly string[] | 'all' | undefined,
  caller: Caller,
  deps: DoorDeps,
): Promise<Handover> {
  const { directory, at } = sightOf(deps);
  const by = personBehind(caller);
  if (by === handover.leaver) {
    return signAsLeaver(await asOfNow(deps, handover), { by, at });
  }
  if (items === undefined) {
    throw new Problem('body-invalid', {
      zh: '接收人签字请在 items 中给出项目编号，或写 all 全部签收。',
      en: 'A newcomer signs by giving the ids of items in items, or all.',
    });
  }
  const { newcomer } = handover;
  const keyless = seatsAnsweredBy(directory, newcomer, at).length === 0;
  const witness = keyless && by === confirmerOf(directory, handover, at) ? by : undefined;
  return signAsNewcomer(await asOfNow(deps, handover), items, {
    by: witness === undefined ? by : newcomer,
    at,
    witness,
  });
}

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
  await visibleHandover(deps, caller, id);
  // A handover lends no task, so there is none to look up.
  const terms = await termsOf({ operations: [] }, deps);
  const by = personBehind(caller);
  const replyOf = (completed: Awaited<ReturnType<typeof completeHandover>>) =>
    ({
      status: 200,
      body: {
        handover: seenBy(caller, completed.handover, language, deps),
        plan: planView(completed.plan, { made: true, keysFile: deps.evaluation?.file }),
      },
    }) as const;
  const completed = await completeHandover(
    deps.pool,
    deps.watch,
    id,
    { ...terms, by },
    (database, handover) => asOfNow(deps, handover, database),
    (client, done) => keepWith(client, replyOf(done)),
  );
  deps.waiters.wake();
  await deps.evaluation?.extend();
  return replyOf(completed);
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
  await visibleHandover(deps, caller, id);
  const { directory, at } = sightOf(deps);
  const handover = await changeHandover(
    deps.pool,
    id,
    (current) => withdrawHandover(directory, current, { by: personBehind(caller), at, reason }),
    (client, next) => keepWith(client, { status: 200, body: seenBy(caller, next, language, deps) }),
  );
  return { status: 200, body: seenBy(caller, handover, language, deps) };
});

export const handoverSteps: readonly Route[] = [sign, confirm, withdraw];

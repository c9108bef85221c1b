import { z } from 'zod';
import { directoryChangers } from '../../../access/directory-rights.ts';
import { changeDirectory } from '../../../app/county/change-directory.ts';
import { changePlan } from '../../../contract/county/directory-plan.ts';
import { flag } from '../../../contract/page.ts';
import { directoryChangeSchema } from '../../../directory/change/change.ts';
import { defineRoute } from '../../define-route.ts';
import { askingOf } from '../../request/asking.ts';

export const directoryChanges = defineRoute({
  method: 'POST',
  path: '/api/v1/directory/changes',
  title: { zh: '变更组织目录', en: 'Change the directory' },
  tag: 'directory',
  description:
    '一组操作，要么全部生效，要么全不生效；dryRun=true 只试算：谁将负责或不再负责哪些岗位、多少在办任务、出现哪些缺口。' +
    '管理员可办理全部操作；分管领导可为本单位、其他人可为本人办理请假与委托。试算与正式变更请用不同的 Idempotency-Key。' +
    'A set of operations made as a whole or not at all; dryRun=true only foretells. An administrator may do everything, ' +
    'a unit leader absences and delegations of the own unit, others their own. Take different keys for dry run and change.',
  access: directoryChangers,
  idempotent: 'afterwards',
  query: z.strictObject({ dryRun: flag }),
  body: directoryChangeSchema.meta({ id: 'DirectoryChange' }),
  responses: { 200: changePlan },
  problems: ['not-permitted', 'directory-conflict'],
}).handledBy(async ({ body, query, caller, keepWith }, deps) => {
  const asking = askingOf(caller, query, keepWith);
  return { status: 200, body: await changeDirectory(deps, body, asking) };
});

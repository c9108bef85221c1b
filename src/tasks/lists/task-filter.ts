import { z } from 'zod';
import { said } from '../../platform/wording/said.ts';
import { CivilDateSchema } from '../../vocabulary/civil-date.ts';

const word = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), {
    error: said('含有控制字符，请删去', 'Holds control characters; remove them'),
  });
const dayOrInstant = z.union([CivilDateSchema, z.iso.datetime({ offset: true })], {
  error: said(
    '应为日期，如 2026-12-31，或带时区的时刻，如 2026-12-31T17:30:00+08:00',
    'Expected a day such as 2026-12-31, or an instant such as 2026-12-31T17:30:00+08:00',
  ),
});
const yesOrNo = z.enum(['true', 'false']);

/** The filters of every list of tasks, as query parameters; what they name is looked up in `read-filter.ts`. */
export const taskFilterFields = {
  unit: word
    .optional()
    .describe('单位编码、名称或简称，含其承接的原单位 Unit by code, name or alias, with those it took over'),
  seat: word.optional().describe('责任岗位 Accountable seat'),
  person: word
    .optional()
    .describe(
      '责任人（姓名或编号）：在办的按此刻，已结的按办结之时 Who answers, or answered when it was done, by name or id',
    ),
  state: word
    .optional()
    .describe('环节（名称或路径），含其下各环节 State by its title or path, with the states within'),
  light: word.optional().describe('红黄绿灯（green、yellow、red 或 绿、黄、红） Light of open tasks'),
  urgency: word.optional().describe('紧急程度 Urgency, e.g. urgent or 紧急'),
  category: word.optional().describe('事项分类，含其下各类 Category, with those below it'),
  source: word.optional().describe('来源 Source, or a part of it'),
  received: yesOrNo.optional().describe('是否已签收 Whether it has been received'),
  late: yesOrNo
    .optional()
    .describe('是否超期：在办的按此刻，已结的按办结申请之时 Whether it is late, or was claimed done late'),
  act: word
    .optional()
    .describe(
      '此刻待办的事（代码或名称，如 receive、待签收、待您审核办结申请） What has to be done now, by code or words',
    ),
  actLate: yesOrNo
    .optional()
    .describe('此刻待办的事是否已过时限，如逾期未签收 Whether what has to be done now is past its own limit'),
  dueFrom: dayOrInstant
    .optional()
    .describe('期限自（含），已结的按最后期限 Due on or after; of closed tasks the last due date'),
  dueTo: dayOrInstant.optional().describe('期限至（含） Due on or before this day or instant'),
  createdFrom: dayOrInstant.optional().describe('立项自（含） Registered on or after'),
  createdTo: dayOrInstant.optional().describe('立项至（含） Registered on or before'),
  closedFrom: dayOrInstant.optional().describe('销号自（含） Closed on or after'),
  closedTo: dayOrInstant.optional().describe('销号至（含） Closed on or before'),
  text: word
    .optional()
    .describe(
      '编号（全部或部分）或名称、目标、验收标准、反馈中的文字；空格分隔的各词均须出现，不分全半角、大小写、空格与标点 ' +
        'Number in full or part, or words of title, goal, criteria and reports, all of which must occur',
    ),
  kind: word
    .optional()
    .describe(
      '任务种类（流程或名称），默认为改革任务，all 为全部 Kind by workflow or title; reform tasks by default, all for all',
    ),
  workflow: word.optional().describe('流程 Workflow; the same as kind'),
  parent: z.uuid().optional().describe('上级任务，列出其分办和督办单 Parent task: lists what belongs to it'),
  status: z.enum(['open', 'closed']).optional().describe('未结或已结 Open or closed'),
};

const taskFilterSchema = z.strictObject(taskFilterFields);
export type TaskFilter = z.infer<typeof taskFilterSchema>;

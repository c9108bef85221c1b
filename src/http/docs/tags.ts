import type { Title } from '../../engine/definition/define.ts';

/** The groups of operations in the documentation, by the tag that routes name, in the order of a first reading. */
export const TAGS: Readonly<Record<string, Title>> = {
  tasks: {
    zh: '任务：立项、办理、待办、超期、台账导入导出',
    en: 'Tasks: submission, events, inbox, overdue, ledger import and export',
  },
  workflows: { zh: '流程说明：环节、操作、表单', en: 'Workflows as data: states, events, forms' },
  directory: {
    zh: '组织目录：单位、岗位、任职、请假、变更',
    en: 'The directory: units, seats, tenures, absences and their changes',
  },
  handovers: { zh: '岗位交接', en: 'Handovers of a seat' },
  calendar: { zh: '工作日历及其变更', en: 'The calendar of working days and its changes' },
  routing: { zh: '派单：先例、职责边界、退回率', en: 'Routing: precedents, boundaries, bounce rates' },
  access: { zh: '我是谁、谁代谁', en: 'Who one is, and who answers for whom' },
  keys: { zh: '密钥：发放、查看、吊销', en: 'Keys: issue, list, revoke' },
  audit: { zh: '证明与审计', en: 'Proof and audit' },
  operation: { zh: '运行状况', en: 'Operation' },
  documentation: { zh: '接口文档与问题代码', en: 'API documents and problem codes' },
};

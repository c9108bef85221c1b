import type { Title } from '../engine/definition/define.ts';

/** What a principal is in the county; what it may do to a task follows from its relation to that task. */
export const roles = {
  taskForce: { zh: '专班', en: 'Task force' },
  commissioner: { zh: '数字专员', en: 'Digital commissioner' },
  sectionStaff: { zh: '业务科室承办人', en: 'Staff of a section' },
  unitLeader: { zh: '单位分管领导', en: 'Leader of a unit' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  auditor: { zh: '审计', en: 'Auditor' },
  admin: { zh: '系统管理员', en: 'Administrator' },
  machine: { zh: '系统接口', en: 'Machine client' },
} as const satisfies Record<string, Title>;

export type Role = keyof typeof roles;

/** What the key of a machine client, or a narrowed key of a person, is good for. */
export const scopes = {
  'tasks:submit': { zh: '登记任务', en: 'Submit tasks' },
  'tasks:read': { zh: '查阅全部任务', en: 'Read all tasks' },
  'metrics:read': { zh: '读取运行指标', en: 'Read metrics' },
} as const satisfies Record<string, Title>;

export type Scope = keyof typeof scopes;

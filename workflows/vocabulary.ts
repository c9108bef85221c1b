import { z } from 'zod';
import type { Title } from '../src/engine/definition/define.ts';

/** What a caller can be to a task; events name the relations that may send them, never roles or seats. */
export const relations = {
  taskForce: { zh: '专班', en: 'Task force' },
  /** Speaks for the owner seat: its holder, the deputy acting for them, or the one who answers when it is empty. */
  accountable: { zh: '责任岗位', en: 'Accountable seat' },
  unitLeader: { zh: '单位分管领导', en: 'Leader of the unit' },
  /** Of the task's unit, also for the unit's section assignments, whose owner is a section. */
  unitCommissioner: { zh: '数字专员', en: 'Commissioner of the unit' },
  sectionStaff: { zh: '业务科室承办人', en: 'Staff of the section' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  auditor: { zh: '审计', en: 'Auditor' },
  /** Who handed the task in, also a machine client with a scoped key. */
  submitter: { zh: '提交方', en: 'Submitter' },
  engine: { zh: '系统', en: 'The engine' },
} as const satisfies Record<string, Title>;

export type Relation = keyof typeof relations;

/** Names relations, so that a misspelt one does not compile. */
export function by(...names: readonly Relation[]): readonly Relation[] {
  return names;
}

export const urgencySchema = z.enum(['normal', 'urgent']);

export type Urgency = z.infer<typeof urgencySchema>;

export const urgencyTitles: Record<Urgency, Title> = {
  normal: { zh: '普通', en: 'Normal' },
  urgent: { zh: '紧急', en: 'Urgent' },
};

/** Why a unit gives a task back. */
export const returnReasonSchema = z.enum(['notOurDuty', 'otherLead', 'duplicate', 'incomplete']);

export type ReturnReason = z.infer<typeof returnReasonSchema>;

export const returnReasonTitles: Record<ReturnReason, Title> = {
  notOurDuty: { zh: '职责不符', en: 'Not a duty of this unit' },
  otherLead: { zh: '牵头单位应为他单位', en: 'Another unit should lead' },
  duplicate: { zh: '与在办任务重复', en: 'Duplicates an open task' },
  incomplete: { zh: '要素不全，无法承办', en: 'Too incomplete to be handled' },
};

/** Why the clock of a parked task stands still, which is also who has it meanwhile. */
export const parkingKindSchema = z.enum(['upwardWait', 'legalSuspension']);

export const parkingKindTitles: Record<z.infer<typeof parkingKindSchema>, Title> = {
  upwardWait: { zh: '等待上级', en: 'Waiting for a higher level' },
  legalSuspension: { zh: '依规停时', en: 'Clock legally stopped' },
};

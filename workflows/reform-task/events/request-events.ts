import { z } from 'zod';
import { noData, refersTo } from '../../../src/engine/definition/define.ts';
import { said } from '../../../src/platform/wording/said.ts';
import { choice, haveOwnIds, isoDate, line, openingDate, prose, titled, unitCode } from '../../fields.ts';
import {
  by,
  parkingKindSchema,
  parkingKindTitles,
  returnReasonSchema,
  returnReasonTitles,
} from '../../vocabulary.ts';
import { anotherExtension, anotherProlongation } from '../requests/assessment.ts';

const reason = titled(prose(1000), '理由', 'Reason');
const opinion = z.strictObject({ opinion: titled(prose(500), '意见', 'Opinion').optional() });
const refusal = z.strictObject({ reason: titled(prose(500), '不同意的理由', 'Reason for refusing') });

const condition = z.strictObject({
  id: titled(
    line(40).refine((id) => id.normalize('NFKC').toLowerCase() !== 'review', {
      error: said('review 是系统保留的编号，请换一个', 'review has a meaning of its own; take another id'),
    }),
    '编号',
    'Id',
  ),
  text: titled(prose(500), '恢复条件', 'Wake-up condition'),
});

const conditions = z
  .array(condition)
  .min(1)
  .max(10)
  .refine(haveOwnIds, {
    error: said('恢复条件编号重复，请逐项编不同的号', 'Ids of conditions repeat; give each its own'),
  });

/** What a unit must not do alone, and who decides: its leader, then the task force where it has a say. */
export const requestEvents = {
  return: {
    title: { zh: '退回', en: 'Return' },
    by: by('accountable', 'unitLeader'),
    sees: ['state'],
    data: z.strictObject({
      reasonCode: titled(choice(returnReasonSchema, returnReasonTitles), '退回理由', 'Reason'),
      dutyBasis: titled(prose(1000), '职责依据', 'Basis in the duties of units'),
      proposedUnit: titled(unitCode, '建议承办单位', 'Proposed unit').optional(),
    }),
  },
  requestExtension: {
    title: { zh: '申请延期', en: 'Apply for an extension' },
    by: by('accountable'),
    sees: ['state', 'dueAt'],
    asks: anotherExtension,
    data: z.strictObject({
      reason,
      progress: titled(prose(2000), '进展', 'Progress'),
      until: titled(isoDate, '延至', 'New date'),
    }),
  },
  requestParking: {
    title: { zh: '申请挂账', en: 'Apply to park' },
    by: by('accountable'),
    sees: ['state', 'dueAt'],
    data: z.strictObject({
      kind: titled(choice(parkingKindSchema, parkingKindTitles), '挂账类别', 'Kind'),
      reason,
      conditions: titled(conditions, '恢复条件', 'Wake-up conditions'),
      reviewOn: titled(openingDate, '复核日期', 'Review date'),
    }),
  },
  withdrawRequest: {
    title: { zh: '撤回申请', en: 'Withdraw the request' },
    by: by('accountable'),
    sees: ['state'],
    data: noData,
  },
  endorse: { title: { zh: '签批同意', en: 'Endorse' }, by: by('unitLeader'), data: opinion },
  decline: { title: { zh: '签批不同意', en: 'Decline' }, by: by('unitLeader'), data: refusal },
  grant: { title: { zh: '批准', en: 'Grant' }, by: by('taskForce'), data: opinion },
  deny: { title: { zh: '不予批准', en: 'Deny' }, by: by('taskForce'), data: refusal },
  prolong: {
    title: { zh: '复核续挂', en: 'Prolong the parking' },
    by: by('taskForce'),
    asks: anotherProlongation,
    data: z.strictObject({ reviewOn: titled(openingDate, '下次复核日期', 'Next review date'), reason }),
  },
  resume: {
    title: { zh: '恢复办理', en: 'Resume' },
    by: by('accountable', 'taskForce'),
    sees: ['state'],
    data: z.strictObject({
      /** Id of the condition, or `review` once the review date has come. */
      condition: titled(
        refersTo(line(40), { kind: 'condition' }),
        '已成就的恢复条件',
        'Condition that came true',
      ),
      note: titled(prose(500), '说明', 'Note').optional(),
    }),
  },
} as const;

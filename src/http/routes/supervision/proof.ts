import { proofReport } from '../../../audit/proof-report.ts';
import { defineRoute } from '../../define-route.ts';

export const readProof = defineRoute({
  method: 'GET',
  path: '/api/v1/proof',
  title: { zh: '证明：核验全部历史', en: 'Prove the whole history' },
  description:
    '每一时刻每件任务有且只有一个责任岗位和一个人；版本不断；任务行等于事件推演；哈希链完整。Verifies that at every instant every task had exactly one accountable seat and person, that revisions are gapless, rows equal the fold of their events and chains are intact. Takes about a minute per million events.',
  tag: 'audit',
  access: ['auditor', 'supervisor'],
  responses: { 200: proofReport },
  problems: [],
}).handledBy(async (_request, { prove }) => ({ status: 200, body: await prove() }));

import { z } from 'zod';
import { title } from '../../../contract/words.ts';
import { Problem, problems } from '../../../platform/wording/problem.ts';
import { defineRoute } from '../../define-route.ts';

const explanation = z.strictObject({
  type: z.string(),
  code: z.string(),
  status: z.int(),
  title,
});

export const explainProblem = defineRoute({
  method: 'GET',
  path: '/problems/{code}',
  title: { zh: '错误代码说明', en: 'Explain a problem code' },
  tag: 'documentation',
  access: 'public',
  params: z.strictObject({ code: z.string().max(100) }),
  responses: { 200: explanation },
  problems: ['not-found'],
}).handledBy(({ params: { code } }) => {
  const known = Object.entries(problems).find(([name]) => name === code)?.[1];
  if (known === undefined)
    throw new Problem('not-found', {
      zh: `没有错误代码“${code}”。`,
      en: `There is no problem code “${code}”.`,
    });
  const { status, zh, en } = known;
  return { status: 200, body: { type: `/problems/${code}`, code, status, title: { zh, en } } };
});

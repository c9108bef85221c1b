import { z } from 'zod';
import { readSignIns, SIGN_IN_KINDS, type SignInKind } from '../../../access/store/accounts/sign-in-log.ts';
import { signIn } from '../../../contract/session.ts';
import { indexDirectory } from '../../../directory/directory-index.ts';
import { defineRoute } from '../../define-route.ts';

export const signIns = defineRoute({
  method: 'GET',
  path: '/api/v1/sign-ins',
  title: { zh: '登录记录', en: 'The log of signing in' },
  tag: 'audit',
  description: '只增不改，逐条相扣，新的在前。Append-only and chained, the newest first.',
  access: ['auditor'],
  query: z.strictObject({
    before: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .meta({ description: '只看此序号之前的 Before this position' }),
    person: z.string().min(1).max(60).optional().meta({ description: '人员编号 Person' }),
    limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: '至多几条 At most' }),
  }),
  responses: { 200: z.strictObject({ items: z.array(signIn).readonly() }) },
  problems: [],
}).handledBy(async ({ query }, { pool, county }) => {
  const { people } = indexDirectory(county.directory());
  const who = (id: string | null) => (id === null ? null : { id, name: people.get(id)?.name ?? id });
  const items = (await readSignIns(pool, query)).map(({ at, kind, person, by, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    kind,
    title: SIGN_IN_KINDS[kind satisfies SignInKind],
    person: who(person),
    by: who(by),
  }));
  return { status: 200, body: { items } };
});

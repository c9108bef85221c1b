import { z } from 'zod';
import { signatoryOf } from '../../../access/actor.ts';
import { type GivenKey, USUAL_DAYS, USUAL_LABEL } from '../../../access/keys/give-key.ts';
import { scopes } from '../../../access/role.ts';
import { listKeys } from '../../../access/store/list-keys.ts';
import { issueKey } from '../../../app/access/issue-key.ts';
import { revokeKey } from '../../../app/access/revoke-key.ts';
import { givenKey, keyEntry } from '../../../contract/key.ts';
import { flag } from '../../../contract/page.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { said } from '../../../platform/wording/said.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { entryOf, storedOf } from '../../representation/key-view.ts';

const PATH = '/api/v1/keys';

const seatId = word.max(40);
const personId = word.max(60);

const common = {
  label: z.string().trim().min(1).max(60).default(USUAL_LABEL).meta({
    title: '用途；同一岗位同一用途的旧密钥随即失效',
    'x-title-en': 'What it is for; an earlier one of the same label ends',
  }),
  validDays: z
    .int()
    .min(0)
    .max(3660)
    .default(USUAL_DAYS)
    .meta({ title: '有效天数，0 为不限', 'x-title-en': 'Days for which it is good; 0 without end' }),
};

const wanted = z
  .union(
    [
      z.strictObject({
        seat: seatId.meta({ title: '岗位', 'x-title-en': 'Seat' }),
        person: personId
          .optional()
          .meta({ title: '任职人编号，缺省为现任', 'x-title-en': 'Person, the present holder by default' }),
        ...common,
      }),
      z.strictObject({
        machine: z
          .string()
          .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, {
            error: said(
              '应为小写字母、数字、点和连字符，至多 60 个，如 12345-hotline',
              'Expected up to 60 small letters, digits, dots and hyphens, such as 12345-hotline',
            ),
          })
          .meta({ title: '系统接口名称', 'x-title-en': 'Machine client' }),
        scopes: z
          .array(z.enum(Object.keys(scopes) as [keyof typeof scopes]))
          .min(1)
          .max(10),
        ...common,
      }),
    ],
    {
      error: said(
        '应给出 seat（岗位），或 machine（系统接口名称）和 scopes（权限）',
        'Expected either a seat, or a machine with its scopes',
      ),
    },
  )
  .meta({ id: 'KeyWanted' });

const issue = defineRoute({
  method: 'POST',
  path: PATH,
  title: { zh: '签发密钥', en: 'Issue a key' },
  tag: 'keys',
  description:
    '发给任职人本人（现任，或已任命将到任者），随其离岗失效。密钥只在此答复中出现一次，重放时为 null。' +
    'Given to the person in the seat; it ends with their tenure. The key is in this answer once; a replay has null.',
  access: ['admin'],
  idempotent: 'afterwards',
  body: wanted,
  responses: { 201: givenKey },
  problems: ['directory-conflict'],
}).handledBy(async ({ body, caller, keepWith }, deps) => {
  const shown = (given: GivenKey) =>
    entryOf(storedOf(given, signatoryOf(caller)), deps.watch.latest(), deps.clock());
  // What is kept for repetitions is kept in the database, where no key may stand.
  const given = await issueKey(deps, body, caller, (client, key) =>
    keepWith(client, { status: 201, body: { ...shown(key), key: null } }),
  );
  return { status: 201, body: { ...shown(given), key: given.key } };
});

const list = defineRoute({
  method: 'GET',
  path: PATH,
  title: { zh: '密钥清单', en: 'Keys' },
  tag: 'keys',
  access: ['admin', 'auditor'],
  query: z.strictObject({
    seat: seatId.optional().meta({ description: '岗位 Seat' }),
    person: personId.optional().meta({ description: '持有人编号 Person' }),
    all: flag.meta({ description: '含已撤销的 With those that were revoked' }),
  }),
  responses: { 200: z.strictObject({ items: z.array(keyEntry).readonly() }) },
  problems: [],
}).handledBy(async ({ query: { seat, person: of, all } }, { pool, county, clock }) => {
  const found = await listKeys(pool, { seat, person: of, live: all !== 'true' });
  return { status: 200, body: { items: found.map((key) => entryOf(key, county.directory(), clock())) } };
});

const revoke = defineRoute({
  method: 'POST',
  path: `${PATH}/{id}/revoke`,
  title: { zh: '撤销密钥', en: 'Revoke a key' },
  tag: 'keys',
  description:
    '管理员可撤销任何密钥，任职人可撤销自己的。An administrator revokes any key, a person their own.',
  access: 'principal',
  idempotent: 'afterwards',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 200: keyEntry },
  problems: ['not-found'],
}).handledBy(async ({ params: { id }, caller }, deps) => {
  const { key } = await revokeKey(deps, id, caller);
  return { status: 200, body: entryOf(key, deps.county.directory(), deps.clock()) };
});

export const keyRoutes: readonly Route[] = [issue, list, revoke];

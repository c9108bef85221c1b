import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { rolesOf } from '../../../access/roles-of.ts';
import { standInView } from '../../../contract/county/stand-in.ts';
import { word } from '../../../directory/files/directory-file.ts';
import { standingIn } from '../../../directory/resolve/standing-in.ts';
import { isoOf } from '../../../platform/clock.ts';
import { defineRoute } from '../../define-route.ts';
import { standInViewOf } from '../../representation/stand-in-view.ts';

/** Roles that see them all. */
const WATCHERS: readonly Caller['role'][] = ['taskForce', 'supervisor', 'auditor', 'admin'];

export const standIns = defineRoute({
  method: 'GET',
  path: '/api/v1/stand-ins',
  title: { zh: '代理与委托情况', en: 'Who answers for whom just now' },
  tag: 'directory',
  description:
    '此刻由他人负责的岗位：本单位的、与本人有关的；专班、督查、审计、管理员可见全部。不含请假事由。' +
    'Seats for which somebody else answers: of one’s own units, and those that concern the caller; all for those who watch. Why somebody is away is not told.',
  access: 'principal',
  query: z.strictObject({
    unit: word.max(40).optional().meta({ description: '单位编码 Unit' }),
  }),
  responses: { 200: z.strictObject({ items: z.array(standInView).readonly() }) },
  problems: [],
}).handledBy(({ query: { unit }, caller }, { county, clock }) => {
  const directory = county.directory();
  const seesAll = rolesOf(caller).some((role) => WATCHERS.includes(role));
  const found = standingIn(directory, isoOf(clock()), (seat) => unit === undefined || seat.unit === unit);
  const items = found
    .filter(
      ({ seat, person, holder }) =>
        seesAll || caller.units.includes(seat.unit) || [person.id, holder?.id].includes(caller.person ?? ''),
    )
    .map((one) => standInViewOf(one, directory));
  return { status: 200, body: { items } };
});

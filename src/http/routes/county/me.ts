import { z } from 'zod';
import type { Caller } from '../../../access/caller.ts';
import { directoryRights } from '../../../access/directory-rights.ts';
import { submittingRelationsOf } from '../../../access/relations/relations.ts';
import { relationsHad } from '../../../access/relations/relations-had.ts';
import { roles } from '../../../access/role.ts';
import { rolesOf } from '../../../access/roles-of.ts';
import { standInView } from '../../../contract/county/stand-in.ts';
import { title } from '../../../contract/words.ts';
import type { Delegation, Directory } from '../../../directory/directory.ts';
import { indexDirectory, spanAt, spanOf } from '../../../directory/directory-index.ts';
import { seatName } from '../../../directory/names.ts';
import { holderOf, seatsHeldBy } from '../../../directory/resolve/seat-holder.ts';
import { standingIn } from '../../../directory/resolve/standing-in.ts';
import { deputySeatOf, hostSeatOf } from '../../../directory/resolve/standing-seat.ts';
import type { Title } from '../../../engine/definition/define.ts';
import { isoOf } from '../../../platform/clock.ts';
import { defineRoute } from '../../define-route.ts';
import { standInViewOf } from '../../representation/stand-in-view.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });
const instant = z.iso.datetime();

const heldSeat = z.strictObject({
  id: z.string(),
  name: title,
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  section: z.strictObject({ code: z.string(), name: z.string() }).optional(),
  since: instant,
  until: instant.optional().meta({ description: '任期已定何时结束 Where its end is planned' }),
});

const delegation = z.strictObject({
  id: z.string(),
  seat: z.string(),
  task: z.string().optional(),
  from: instant,
  until: instant,
  reason: z.string(),
  person: named,
  by: named,
});

const whoIAm = z
  .strictObject({
    principal: z.string(),
    name: z.string(),
    person: named.optional().meta({ description: '系统接口没有 Absent for a machine' }),
    roles: z.array(title.extend({ code: z.string() })).readonly(),
    seats: z.array(heldSeat).readonly(),
    /** Of the seats held, each once. */
    units: z.array(z.strictObject({ code: z.string(), name: z.string() })).readonly(),
    away: z
      .strictObject({ from: instant, until: instant })
      .optional()
      .meta({ description: '本人此刻请假 The caller is on leave now' }),
    standsInFor: z.array(standInView).readonly().meta({ description: '我代谁负责 For whom I answer' }),
    standInsForMe: z.array(standInView).readonly().meta({ description: '谁代我负责 Who answers for me' }),
    deputies: z
      .array(z.strictObject({ seat: z.string(), deputySeat: z.string(), person: named.optional() }))
      .readonly()
      .meta({ description: '我不在岗时由谁代理 Who would act for me' }),
    delegations: z.strictObject({ lent: z.array(delegation), borrowed: z.array(delegation) }),
    rights: z.strictObject({
      relations: z.array(title.extend({ code: z.string(), seats: z.array(z.string()) })).meta({
        description: '对任务可有的关系，以及据以成立的岗位 What I can be to tasks, and through which seats',
      }),
      submits: z.array(z.string()).meta({ description: '可提交的流程 Workflows I may hand in' }),
      directory: z
        .record(z.string(), z.string())
        .meta({ description: '可作的目录变更及范围 Changes of the directory, and how far' }),
      scopes: z.array(z.string()),
    }),
    key: z.strictObject({
      id: z.string(),
      label: z.string(),
      boundAt: instant,
      expiresAt: instant.nullable(),
    }),
    language: z.enum(['zh', 'en']),
  })
  .meta({ id: 'Me' });

export const me = defineRoute({
  method: 'GET',
  path: '/api/v1/me',
  title: { zh: '我是谁', en: 'Who am I' },
  tag: 'access',
  description:
    '密钥背后的人、岗位、角色、单位科室、代理与委托、权限、密钥到期时间和答复语言。' +
    'The person behind the key, seats, roles, units, stand-ins, delegations, rights, the end of the key and the language of answers.',
  access: 'principal',
  responses: { 200: whoIAm },
  problems: [],
}).handledBy(({ caller, language }, { county, clock, engine }) => {
  const directory = county.directory();
  const nowMs = clock();
  const at = isoOf(nowMs);
  const { person: id, credential, name } = caller;
  const seats = id === undefined ? [] : seatsHeldBy(directory, id, nowMs);
  const { units: known } = indexDirectory(directory);
  const concerned = id === undefined ? [] : standingIn(directory, at, () => true);
  const away = id === undefined ? undefined : spanAt(indexDirectory(directory).absencesOf.get(id), nowMs);
  const titles: Readonly<Record<string, Title>> = Object.assign(
    {},
    ...engine.registry.all.map(({ relations }) => relations),
  );
  const submitting: readonly string[] = submittingRelationsOf(caller);
  const views = (list: typeof concerned) => list.map((one) => standInViewOf(one, directory));
  const held = seats.map((seat) => heldSeatOf(directory, seat, nowMs));
  return {
    status: 200,
    body: {
      principal: caller.id,
      name,
      ...(id !== undefined && { person: { id, name } }),
      roles: rolesOf(caller).map((code) => ({ code, ...roles[code] })),
      seats: held,
      units: [...new Set(held.map(({ unit }) => unit.code))].map((code) => {
        return { code, name: known.get(code)?.name ?? code };
      }),
      ...(away && { away: { from: isoOf(away.from), until: isoOf(away.until) } }),
      standsInFor: views(concerned.filter(({ person }) => person.id === id)),
      standInsForMe: views(concerned.filter(({ holder }) => holder?.id === id)),
      deputies: deputiesOf(directory, seats, nowMs),
      delegations: delegationsOf(directory, id, nowMs),
      rights: {
        relations: relationsHad(caller, directory).map(({ relation, seats: through }) => {
          return {
            code: relation,
            ...(titles[relation] ?? { zh: relation, en: relation }),
            seats: [...through],
          };
        }),
        submits: engine.registry.all
          .filter(({ submittedBy }) => submittedBy.some((one) => submitting.includes(one)))
          .map((definition) => definition.name),
        directory: directoryReach(caller),
        scopes: [...caller.scopes],
      },
      key: {
        id: credential.id,
        label: credential.label,
        boundAt: credential.boundAt,
        expiresAt: credential.expiresAt,
      },
      language: language(),
    },
  };
});

function heldSeatOf(directory: Directory, id: string, nowMs: number): z.input<typeof heldSeat> {
  const index = indexDirectory(directory);
  const seat = index.seats.get(id);
  const tenure = spanAt(index.tenuresOf.get(id), nowMs);
  const unit = seat?.unit ?? '';
  const section = index.sections.get(seat?.section ?? '');
  return {
    id,
    name: seatName(directory, id),
    unit: { code: unit, name: index.units.get(unit)?.name ?? unit },
    ...(section && { section: { code: section.code, name: section.name } }),
    since: isoOf(tenure?.from ?? nowMs),
    ...(tenure !== undefined && Number.isFinite(tenure.until) && { until: isoOf(tenure.until) }),
  };
}

/** Who would act for the holder of each seat: the deputy of an A seat, else the head of the host section. */
function deputiesOf(directory: Directory, seats: readonly string[], nowMs: number) {
  const index = indexDirectory(directory);
  return seats.flatMap((id) => {
    const seat = index.seats.get(id);
    const deputy = seat && (deputySeatOf(index, seat) ?? hostSeatOf(index, seat.unit, nowMs));
    if (deputy === undefined || deputy === id) return [];
    const holder = index.people.get(holderOf(directory, deputy, nowMs) ?? '');
    return [
      { seat: id, deputySeat: deputy, ...(holder && { person: { id: holder.id, name: holder.name } }) },
    ];
  });
}

function delegationsOf({ delegations = [], people }: Directory, id: string | undefined, nowMs: number) {
  const open = delegations.filter(({ from, until }) => nowMs < spanOf(from, until).until);
  const person = (one: string) => ({ id: one, name: people.find((known) => known.id === one)?.name ?? one });
  const view = ({ person: to, by, from, until, ...rest }: Delegation) => ({
    ...rest,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    person: person(to),
    by: person(by),
  });
  return {
    lent: open.filter(({ by }) => by === id).map(view),
    borrowed: open.filter((one) => one.person === id).map(view),
  };
}

function directoryReach({ role }: Caller): Record<string, string> {
  return Object.fromEntries(
    Object.entries(directoryRights).flatMap(([right, reach]) => {
      const far = reach[role];
      return far === undefined ? [] : [[right, far]];
    }),
  );
}

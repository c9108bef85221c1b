import { z } from 'zod';
import type { Directory, Section, Unit } from '../../../directory/directory.ts';
import { indexDirectory } from '../../../directory/directory-index.ts';
import { unitStandingFor } from '../../../directory/resolve/find-unit.ts';
import { resolveSeat } from '../../../directory/resolve/resolve-seat.ts';
import { isThere } from '../../../directory/resolve/standing-seat.ts';
import { isoOf } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { momentOf } from '../../../vocabulary/county-day.ts';
import { commissionerSeatOf, sectionHeadSeatOf } from '../../../vocabulary/seats.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const person = z.strictObject({ id: z.string(), name: z.string() });

const answerer = z.strictObject({
  seat: z.string(),
  person,
  /** How the seat came to this person: holder, deputy, head of the host section, or the task force's duty seat. */
  via: z.string(),
  onBehalfOf: person.optional(),
});

const abolished = z
  .strictObject({
    on: z.iso.date().meta({ description: '自该日零时起撤并 From the start of this day on' }),
    gone: z.boolean().meta({ description: '该日是否已到 Whether that day has come' }),
    /** Who has its tasks from then on. */
    successor: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'AbolishedUnit' });

const unitLine = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  office: z.string(),
  abolished: abolished
    .nullable()
    .meta({ description: '撤并；在设或未定撤并者为空 Null for units that go on' }),
  commissioner: answerer,
});

const unitDetail = unitLine.extend({
  aliases: z.array(z.string()),
  formerNames: z.array(z.string()),
  duties: z.array(z.string()),
  hostSection: z.string(),
  sections: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      host: z.boolean(),
      open: z.boolean().meta({ description: '此刻可否向其分办 Whether work can be sent there now' }),
      head: answerer,
    }),
  ),
});

const listUnits = defineRoute({
  method: 'GET',
  path: '/api/v1/units',
  title: { zh: '单位名录与各单位的数字专员', en: 'Units, and who is the digital commissioner of each' },
  tag: 'directory',
  access: 'principal',
  responses: { 200: z.strictObject({ version: z.int(), items: z.array(unitLine) }) },
  problems: [],
}).handledBy((_request, { county, clock }) => {
  const current = county.directory();
  const at = isoOf(clock());
  const items = current.units.map((unit) => lineOf(current, unit, at));
  return { status: 200, body: { version: current.version, items } };
});

const readUnit = defineRoute({
  method: 'GET',
  path: '/api/v1/units/{code}',
  title: { zh: '一个单位的科室、职责与责任人', en: 'A unit: its sections, duties and who answers' },
  tag: 'directory',
  access: 'principal',
  params: z.strictObject({ code: z.string().max(40) }),
  responses: { 200: unitDetail },
  problems: ['not-found'],
}).handledBy(({ params: { code } }, { county, clock }) => {
  const current = county.directory();
  const unit = indexDirectory(current).units.get(code);
  if (unit === undefined)
    throw new Problem('not-found', {
      zh: `没有编码为 ${code} 的单位，请在单位名录中查找。`,
      en: `There is no unit ${code}; look it up in the list of units.`,
    });
  const at = isoOf(clock());
  const sections = current.sections.filter((section) => section.unit === code);
  const { aliases, formerNames, duties, hostSection } = unit;
  const lists = { aliases: [...aliases], formerNames: [...formerNames], duties: [...duties] };
  const told = sections.map((section) => sectionOf(current, section, at));
  return { status: 200, body: { ...lineOf(current, unit, at), ...lists, hostSection, sections: told } };
});

function lineOf(directory: Directory, unit: Unit, at: string) {
  const { code, name, kind, office } = unit;
  const commissioner = answererOf(directory, commissionerSeatOf(code), at);
  return { code, name, kind, office, abolished: abolitionOf(directory, unit, at), commissioner };
}

function abolitionOf(directory: Directory, { until, successor }: Unit, at: string) {
  if (until === undefined) return null;
  const next = indexDirectory(directory).units.get(successor ?? '');
  return {
    on: until,
    gone: momentOf(until) <= Date.parse(at),
    successor: next === undefined ? null : { code: next.code, name: next.name },
  };
}

function sectionOf(directory: Directory, { code, unit, name, host, from, until }: Section, at: string) {
  const isOpen = isThere({ from, until }, Date.parse(at)) && unitStandingFor(directory, unit, at) === unit;
  return { code, name, host, open: isOpen, head: answererOf(directory, sectionHeadSeatOf(code), at) };
}

function answererOf(directory: Directory, seatId: string, at: string) {
  const { seat, person: answering, via, onBehalfOf } = resolveSeat(directory, seatId, at);
  const { id, name } = answering;
  const line = { seat, person: { id, name }, via };
  return onBehalfOf === undefined
    ? line
    : { ...line, onBehalfOf: { id: onBehalfOf.id, name: onBehalfOf.name } };
}

export const unitRoutes: readonly Route[] = [listUnits, readUnit];

import { sectionHeadSeatOf } from '../../vocabulary/seats.ts';
import type { Directory, Hosting, Seat, Section } from '../directory.ts';
import type { OperationOf } from './change.ts';
import { effectiveFrom, instantOf } from './change-moment.ts';
import { seatOf, sectionOf, unitOf } from './lookup.ts';
import { endTenures } from './people-operations.ts';
import { refuse } from './refusal.ts';

/** Adds a section and the seat of its head. */
export function addSection(
  directory: Directory,
  operation: OperationOf<'addSection'>,
  now: string,
): Directory {
  const unit = unitOf(directory, operation.unit, now);
  const code = `${unit.code}-${operation.section}`;
  if (directory.sections.some((section) => section.code === code)) {
    refuse('exists', code, `科室编码 ${code} 已是${code}的`, `The section ${code} has the code (${code})`);
  }
  const from = new Date(now).toISOString();
  const section: Section = { code, unit: unit.code, name: operation.name, host: false, from };
  const head: Seat = {
    id: sectionHeadSeatOf(code),
    unit: unit.code,
    section: code,
    kind: 'sectionHead',
    role: 'A',
    title: `${operation.name}负责人`,
    share: 1,
    from,
  };
  return { ...directory, sections: [...directory.sections, section], seats: [...directory.seats, head] };
}

/** Renames a section, its head's title and, where it is host, the unit's host section. */
export function renameSection(
  directory: Directory,
  { section: code, name }: OperationOf<'renameSection'>,
): Directory {
  const section = sectionOf(directory, code);
  return {
    ...directory,
    sections: directory.sections.map((other) => (other === section ? { ...other, name } : other)),
    seats: directory.seats.map((seat) =>
      seat.id === sectionHeadSeatOf(code) ? { ...seat, title: `${name}负责人` } : seat,
    ),
    units: directory.units.map((unit) =>
      section.host && unit.code === section.unit ? { ...unit, hostSection: name } : unit,
    ),
  };
}

/** Hangs the office on another section now; for any earlier moment the old one stays the host. */
export function moveHost(directory: Directory, operation: OperationOf<'moveHost'>, now: string): Directory {
  const unit = unitOf(directory, operation.unit, now);
  const next = openSectionOf(directory, operation.section, unit.code);
  const last = directory.sections.find((section) => section.unit === unit.code && section.host);
  if (next === last) {
    refuse(
      'nothingChanges',
      next.code,
      `${next.name}已是挂牌科室`,
      `${next.code} is the host section already`,
    );
  }
  const at = new Date(now).toISOString();
  const hostings = directory.hostings ?? [];
  const earlier: readonly Hosting[] = hostings.some(({ unit: of }) => of === unit.code)
    ? hostings.map((hosting) =>
        hosting.unit === unit.code && hosting.until === undefined ? { ...hosting, until: at } : hosting,
      )
    : [
        ...hostings,
        ...(last ? [{ unit: unit.code, section: last.code, from: instantOf(unit.from), until: at }] : []),
      ];
  return {
    ...directory,
    hostings: [...earlier, { unit: unit.code, section: next.code, from: at }],
    sections: directory.sections.map((section) =>
      section.unit === unit.code ? { ...section, host: section === next } : section,
    ),
    units: directory.units.map((other) => (other === unit ? { ...other, hostSection: next.name } : other)),
  };
}

/** Closes a section; what its head had falls to the head of the host section. */
export function closeSection(
  directory: Directory,
  { section: code, at }: OperationOf<'closeSection'>,
  now: string,
): Directory {
  const section = sectionOf(directory, code);
  if (section.host) {
    refuse(
      'seatNeeded',
      code,
      '挂牌科室不能撤销，请先改挂',
      'The host section cannot be closed: move the host first',
    );
  }
  const until = effectiveFrom(at, { now });
  refuseIfClosed(section.name, section.until, until, now);
  const ended = endTenures(directory, new Set([sectionHeadSeatOf(code)]), until);
  return {
    ...ended,
    sections: ended.sections.map((other) => (other === section ? { ...other, until } : other)),
    seats: ended.seats.map((seat) => (seat.section === code ? { ...seat, until } : seat)),
  };
}

/** Adds a seat besides those every unit has. */
export function addSeat(directory: Directory, operation: OperationOf<'addSeat'>, now: string): Directory {
  const { code } = unitOf(directory, operation.unit, now);
  const id = `${code}/${operation.role}`;
  if (directory.seats.some((seat) => seat.id === id)) {
    refuse('exists', id, `岗位编码 ${id} 已是${id}的`, `The seat ${id} has the id (${id})`);
  }
  const { kind, title, share = 1 } = operation;
  const seat: Seat = { id, unit: code, kind, role: 'A', title, share, from: new Date(now).toISOString() };
  return { ...directory, seats: [...directory.seats, seat] };
}

/** Changes the title of a seat or the share of working time given to it. */
export function changeSeat(
  directory: Directory,
  { seat: id, title, share }: OperationOf<'changeSeat'>,
): Directory {
  const seat = seatOf(directory, id);
  const changed: Seat = { ...seat, title: title ?? seat.title, share: share ?? seat.share };
  return { ...directory, seats: directory.seats.map((other) => (other === seat ? changed : other)) };
}

/** Gives up an extra seat; commissioners, leaders and section heads stay. */
export function closeSeat(
  directory: Directory,
  { seat: id, at }: OperationOf<'closeSeat'>,
  now: string,
): Directory {
  const seat = seatOf(directory, id);
  if (
    ['commissioner', 'unitLeader', 'sectionHead'].includes(seat.kind) ||
    ['A', 'B'].includes(id.split('/')[1] ?? '')
  ) {
    refuse(
      'seatNeeded',
      id,
      `${seat.title}是必设岗位，不能撤销`,
      `The seat ${id} is one that every unit needs`,
    );
  }
  const until = effectiveFrom(at, { now });
  refuseIfClosed(seat.title, seat.until, until, now);
  const ended = endTenures(directory, new Set([id]), until);
  return { ...ended, seats: ended.seats.map((other) => (other === seat ? { ...other, until } : other)) };
}

/** What has ended does not end again, and what is to end at a moment already does not change. */
function refuseIfClosed(name: string, ends: string | undefined, until: string, now: string): void {
  if (ends === undefined || (ends !== until && Date.parse(now) < Date.parse(ends))) return;
  refuse('nothingChanges', name, `${name}已定于${ends}撤销`, `${name} ends at ${ends} already`);
}

function openSectionOf(directory: Directory, code: string, unit: string): Section {
  const section = sectionOf(directory, code);
  if (section.unit !== unit || section.until !== undefined) {
    refuse(
      'sectionUnknown',
      code,
      `${code}不是${unit}的在设科室`,
      `${code} is not an open section of ${unit}`,
    );
  }
  return section;
}

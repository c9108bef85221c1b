import type { z } from 'zod';
import type { operationSchema } from '../../../src/directory/change/change.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { isoOf } from '../../../src/platform/clock.ts';
import { nth } from './step.ts';

const HOUR_MS = 3_600_000;
/** Of UTC. */
const COUNTY_HOURS_AHEAD = 8;

/** Numbers that choose whom and when a change of the directory is about. */
export interface Picks {
  readonly kind: number;
  readonly whom: number;
  readonly other: number;
  /** Hours from now until it begins, and how long it lasts. */
  readonly from: number;
  readonly hours: number;
}

export interface Asked extends Picks {
  readonly directory: Directory;
  readonly now: number;
  readonly tasks: readonly string[];
}

type Operations = readonly z.input<typeof operationSchema>[];

/** What may happen to a county, each with its weight. */
const CHANGES: readonly (readonly [weight: number, make: (asked: Asked) => Operations])[] = [
  [6, absence],
  [2, returnFromAbsence],
  [5, delegation],
  [1, endOfDelegation],
  [4, appointment],
  [
    2,
    ({ directory, whom, now, from }) => [
      { op: 'vacate', seat: seatIn(directory, whom), at: instant(now, from) },
    ],
  ],
  [1, moveOfHost],
  [1, ({ whom }) => [{ op: 'changeUnit', unit: '330523-O1', name: ['县教育局', '县教体局'][whom % 2] }]],
  [1, abolition],
  [1, newUnit],
];

const WEIGHED = CHANGES.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));

/** A change of the directory; nothing where there is nothing to change in this way. */
export function operationsFor(asked: Asked): Operations {
  return nth(WEIGHED, asked.kind)?.(asked) ?? [];
}

/** An instant so many hours after another. */
export function instant(now: number, hours: number): string {
  return isoOf(now + hours * HOUR_MS);
}

function absence({ directory: { people }, whom, now, from, hours }: Asked): Operations {
  const until = instant(now, from + 1 + hours);
  return [
    {
      op: 'addAbsence',
      person: nth(people, whom)?.id ?? '',
      from: instant(now, from),
      until,
      reason: '病假',
    },
  ];
}

function returnFromAbsence({ directory: { absences }, whom, now, from }: Asked): Operations {
  const found = nth(absences, whom);
  if (found === undefined) return [];
  return [{ op: 'endAbsence', person: found.person, from: found.from, until: instant(now, from) }];
}

function delegation({ directory, whom, other, now, from, hours, tasks }: Asked): Operations {
  const { tenures, delegations = [] } = directory;
  const held = nth(
    tenures.filter(({ until }) => until === undefined),
    whom,
  );
  if (held === undefined) return [];
  const unitOf = (seat: string) => directory.seats.find(({ id }) => id === seat)?.unit;
  const colleagues = tenures.filter(
    ({ seat, person }) => unitOf(seat) === unitOf(held.seat) && person !== held.person,
  );
  const task = other % 2 === 0 ? nth(tasks, other) : undefined;
  return [
    {
      op: 'delegate',
      id: `d-${delegations.length + 1}`,
      seat: held.seat,
      by: held.person,
      person: nth(colleagues, other)?.person ?? held.person,
      ...(task === undefined ? {} : { task }),
      from: instant(now, from),
      until: instant(now, from + 1 + hours),
      reason: '专项',
    },
  ];
}

function endOfDelegation({ directory: { delegations = [] }, whom, now, from }: Asked): Operations {
  const found = nth(delegations, whom);
  return found === undefined ? [] : [{ op: 'endDelegation', id: found.id, until: instant(now, from) }];
}

function appointment({ directory, whom, other, now, from }: Asked): Operations {
  const { people } = directory;
  const seat = seatIn(directory, whom);
  if (other % 3 > 0) {
    return [{ op: 'appoint', seat, person: nth(people, other)?.id ?? '', from: instant(now, from) }];
  }
  const person = `p-new-${people.length}`;
  return [
    { op: 'addPerson', person, name: `新来${people.length}` },
    { op: 'appoint', seat, person, from: instant(now, from) },
  ];
}

function moveOfHost({ directory: { sections }, whom }: Asked): Operations {
  const section = nth(sections, whom);
  return section === undefined ? [] : [{ op: 'moveHost', unit: section.unit, section: section.code }];
}

function abolition({ directory: { units }, whom, other, now, from }: Asked): Operations {
  const [unit, successor] = [nth(units, whom), nth(units, other)];
  if (unit === undefined || successor === undefined) return [];
  // Tomorrow in the county: a merger of today would say anew who answered since midnight.
  const on = instant(now, 24 + COUNTY_HOURS_AHEAD + from).slice(0, 10);
  return [{ op: 'abolishUnit', unit: unit.code, successor: successor.code, on }];
}

const NEW_UNIT = {
  code: '330523-O3',
  name: '县数据局',
  kind: 'organ',
  office: '数字管理科',
  hostSection: '办公室',
  sections: { S1: '办公室', S2: '数据科' },
  dutyText: '数据归集共享',
} as const;

function newUnit({ directory: { units } }: Asked): Operations {
  return units.some(({ code }) => code === NEW_UNIT.code) ? [] : [{ op: 'addUnit', unit: NEW_UNIT }];
}

function seatIn({ seats }: Directory, whom: number): string {
  return nth(seats, whom)?.id ?? '';
}

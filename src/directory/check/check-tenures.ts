import { momentOf } from '../../vocabulary/county-day.ts';
import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import type { Directory, Seat, Tenure } from '../directory.ts';
import { spanOf } from '../directory-index.ts';
import { duplicates, overlaps } from './directory-clashes.ts';
import type { DirectoryFault } from './directory-fault.ts';

/** Faults of tenures: unknown seats and people, two holders, an acting deputy for oneself, an empty duty seat. */
export function checkTenures(directory: Directory): readonly DirectoryFault[] {
  return [
    ...duplicates(directory.people, 'person', ({ id }) => id),
    ...unknownParties(directory),
    ...directory.tenures.flatMap(({ seat, person, from, until }) =>
      until !== undefined && momentOf(until) <= momentOf(from)
        ? [
            fault('periodEmpty', 'person', person, until, {
              zh: `自${from}任${seat}，结束时间应在其后`,
              en: `holds ${seat} from ${from}, expected an end after it`,
            }),
          ]
        : [],
    ),
    ...overlaps(directory.tenures, ({ seat }) => seat).map(([first, second]) =>
      fault('twoHolders', 'person', second.person, second.seat, {
        zh:
          `自${second.from}任${second.seat}，而${first.person}自${first.from}至${first.until ?? '今后'}在任；` +
          '同一岗位同一时刻只能有一人',
        en:
          `holds ${second.seat} from ${second.from}, while ${first.person} holds it ` +
          `${first.from} – ${first.until ?? 'without end'}; expected one holder of a seat at a time`,
      }),
    ),
    ...ownDeputies(directory),
    ...dutySeatFaults(directory),
  ];
}

function unknownParties(directory: Directory): readonly DirectoryFault[] {
  const seats = new Set(directory.seats.map(({ id }) => id));
  const people = new Set(directory.people.map(({ id }) => id));
  return directory.tenures.flatMap(({ seat, person }) => [
    ...(seats.has(seat)
      ? []
      : [
          fault('seatUnknown', 'person', person, seat, {
            zh: `任职岗位${seat}不存在`,
            en: `holds the seat ${seat}, which is unknown`,
          }),
        ]),
    ...(people.has(person)
      ? []
      : [
          fault('personUnknown', 'seat', seat, person, {
            zh: `任职人员${person}不在人员名册中`,
            en: `is held by ${person}, who is unknown`,
          }),
        ]),
  ]);
}

/** A person who is A角 and B角 of the same unit would act for themselves: a circle of one. */
function ownDeputies({ seats, tenures }: Directory): readonly DirectoryFault[] {
  const paired = seats.filter(({ kind }) => kind === 'commissioner' || kind === 'dutyOfficer');
  const unitOf = new Map(paired.map((seat) => [seat.id, seat] as const));
  const held = tenures.flatMap((tenure) => {
    const seat = unitOf.get(tenure.seat);
    return seat ? [{ ...tenure, held: seat }] : [];
  });
  return overlaps(held, ({ held: { unit }, person }) => `${unit} ${person}`)
    .filter(([first, second]) => first.held.role !== second.held.role)
    .map(([first, second]) => deputyFault(second, first.held));
}

function deputyFault({ seat, person, from }: Tenure, other: Seat): DirectoryFault {
  return fault('deputyIsHolder', 'person', person, seat, {
    zh: `自${from}任${seat}，同时任${other.id}；A角与B角应为两人，不能自己代理自己`,
    en: `holds ${seat} from ${from} and ${other.id} too; expected two people, as nobody deputises for themselves`,
  });
}

/** The last resort must never be empty from the first day on: that is what makes resolution total. */
function dutySeatFaults({ tenures }: Directory): readonly DirectoryFault[] {
  const spans = tenures
    .filter(({ seat }) => seat === DUTY_SEAT)
    .map((tenure) => ({ tenure, ...spanOf(tenure.from, tenure.until) }))
    .toSorted((a, b) => a.from - b.from);
  if (spans.length === 0) {
    const message = {
      zh: '从未有人任职，任何时刻都应有人',
      en: 'is never held; expected a holder at every moment',
    };
    return [fault('dutySeatEmpty', 'seat', DUTY_SEAT, DUTY_SEAT, message)];
  }
  const gap = spans.find(({ until }, place) => until < (spans[place + 1]?.from ?? Number.POSITIVE_INFINITY));
  if (!gap) return [];
  const { person, until } = gap.tenure;
  return [
    fault('dutySeatEmpty', 'seat', DUTY_SEAT, DUTY_SEAT, {
      zh: `${person}任职至${until}，其后无人；任何时刻都应有人`,
      en: `is held by ${person} until ${until}, and by nobody from then on; expected a holder at every moment`,
    }),
  ];
}

function fault(
  code: DirectoryFault['code'],
  entry: DirectoryFault['entry'],
  id: string,
  value: string,
  message: DirectoryFault['message'],
): DirectoryFault {
  return { code, entry, id, value, message };
}

import type { Directory, Seat } from '../../../src/directory/directory.ts';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import type { StoredTask } from '../../chaos/checker/stored.ts';
import type { Fault, Seen } from '../seen.ts';

/** Each event names a seat that the directory knows, whatever has become of it. */
export function seatFaults({ stored, directory }: Seen): readonly Fault[] {
  const seats = new Set(directory.seats.map(({ id }) => id));
  return stored.events
    .filter(({ owner }) => !seats.has(owner))
    .map(({ taskId, revision, owner }) => ({
      invariant: 'seat',
      taskId,
      detail: `revision ${revision} names the seat "${owner}", which the directory does not know`,
    }));
}

/** The product's answer is one person, and the one whom the plain rule names. */
export function personFaults({ stored, directory, now }: Seen, resolve = resolveSeat): readonly Fault[] {
  const plain = plainDirectory(directory, Date.parse(now));
  return stored.tasks
    .filter(({ closed }) => !closed)
    .flatMap((task): Fault[] => {
      const expected = plain.answerFor(task);
      const found = resolve(directory, task.owner, now, { task: task.id }).person.id;
      if (expected === found) return [];
      const detail = `${task.owner} is answered for by ${found}, by the rule it is ${expected ?? 'nobody'}`;
      return [{ invariant: 'person', taskId: task.id, detail }];
    });
}

const DUTY = '330523-TF/A';

interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The rule of the domain once more, in plain words over plain lists. */
function plainDirectory(directory: Directory, ms: number) {
  const { units, seats, tenures, absences, sections, hostings = [], delegations = [] } = directory;
  const isNow = ({ from, until }: Period) =>
    (from === undefined || momentOf(from) <= ms) && (until === undefined || ms < momentOf(until));
  const holderOf = (seat: string | undefined) =>
    tenures.find((tenure) => tenure.seat === seat && isNow(tenure))?.person;
  const isThere = (person: string | undefined) =>
    person !== undefined && !absences.some((absence) => absence.person === person && isNow(absence));
  const presentIn = (seat: string | undefined) => {
    const holder = holderOf(seat);
    return isThere(holder) ? holder : undefined;
  };

  /** The seat itself, or its counterpart where its unit was abolished. */
  function standing(id: string): Seat | undefined {
    const seat = seats.find((one) => one.id === id);
    let unit = units.find(({ code }) => code === seat?.unit);
    while (unit?.until !== undefined && momentOf(unit.until) <= ms && unit.successor !== undefined) {
      const { successor } = unit;
      unit = units.find(({ code }) => code === successor);
    }
    if (seat === undefined || unit === undefined || unit.code === seat.unit) return seat;
    const there = seats.filter((one) => one.unit === unit.code);
    return (
      there.find(({ kind, role }) => kind === seat.kind && role === seat.role && kind !== 'sectionHead') ??
      there.find(({ kind, role }) => ['commissioner', 'dutyOfficer'].includes(kind) && role === 'A')
    );
  }

  function deputyOf(seat: Seat | undefined): string | undefined {
    if (seat?.role !== 'A') return undefined;
    return seats.find(({ unit, kind, role }) => unit === seat.unit && kind === seat.kind && role === 'B')?.id;
  }

  function hostHead(unit: string): string | undefined {
    const moved = hostings.filter((hosting) => hosting.unit === unit);
    const section =
      moved.length > 0
        ? moved.find(isNow)?.section
        : sections.find((one) => one.unit === unit && one.host)?.code;
    return seats.find((seat) => seat.kind === 'sectionHead' && seat.section === section)?.id;
  }

  /** The seat goes to whom it was lent: for this task alone before for all. */
  function lent(seat: string, task: string, holder: string): string | undefined {
    const open = delegations.filter((one) => one.seat === seat && isNow(one));
    const found = open.find((one) => one.task === task) ?? open.find((one) => one.task === undefined);
    return found?.by === holder && isThere(found.person) ? found.person : undefined;
  }

  return {
    answerFor({ id, owner }: StoredTask): string | undefined {
      const seat = standing(owner);
      const holder = holderOf(seat?.id);
      return (
        (seat && holder && lent(seat.id, id, holder)) ??
        presentIn(seat?.id) ??
        (holder === undefined ? undefined : presentIn(deputyOf(seat))) ??
        (seat && presentIn(hostHead(seat.unit))) ??
        presentIn(DUTY) ??
        presentIn(deputyOf(seats.find((one) => one.id === DUTY))) ??
        tenures
          .filter((tenure) => tenure.seat === DUTY && momentOf(tenure.from) <= ms)
          .toSorted((a, b) => momentOf(a.from) - momentOf(b.from))
          .at(-1)?.person
      );
    },
  };
}

/** A county day begins at midnight in Asia/Shanghai. */
function momentOf(moment: string): number {
  return moment.length === 10 ? Date.parse(`${moment}T00:00:00+08:00`) : Date.parse(moment);
}

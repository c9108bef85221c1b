import { DUTY_SEAT } from '../../vocabulary/seats.ts';
import type { Directory } from '../directory.ts';
import { type DirectoryIndex, indexDirectory, type Span } from '../directory-index.ts';
import { standingUnit } from './find-unit.ts';
import type { Resolution } from './resolution.ts';
import { type Asking, resolveSeat } from './resolve-seat.ts';

/** A stretch of time during which the same person answers for a seat by the same rule. */
export interface AnswerSpan {
  /** ISO instants, from inclusive, until exclusive. */
  readonly from: string;
  readonly until: string;
  readonly resolution: Resolution;
}

/**
 * Who answers for a seat from an instant to another, without a gap: past moments from closed tenures, future ones from
 * what is planned. Exact: it is cut wherever anything changes that can change the answer.
 */
export function answerTimeline(
  directory: Directory,
  seat: string,
  from: string,
  until: string,
  asking: Asking = {},
): readonly AnswerSpan[] {
  const index = indexDirectory(directory);
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const cuts = [...turningPoints(index, seat, { from: start, until: end }), end];
  const spans: AnswerSpan[] = [];
  let at = start;
  for (const cut of cuts) {
    if (cut <= at) continue;
    const resolution = resolveSeat(directory, seat, new Date(at).toISOString(), asking);
    const last = spans.at(-1);
    const untilCut = new Date(cut).toISOString();
    if (last && sameAnswer(last.resolution, resolution))
      spans[spans.length - 1] = { ...last, until: untilCut };
    else spans.push({ from: new Date(at).toISOString(), until: untilCut, resolution });
    at = cut;
  }
  return spans;
}

/** The moments within a span, in order, at which the answer for a seat may change. */
function turningPoints(index: DirectoryIndex, seatId: string, within: Span): readonly number[] {
  const points = new Set<number>();
  const add = (spans: readonly Span[] | undefined) => {
    for (const { from, until } of spans ?? []) {
      if (within.from < from && from < within.until) points.add(from);
      if (within.from < until && until < within.until) points.add(until);
    }
  };
  for (const unit of unitsConcerned(index, seatId, within)) {
    add([index.unitSpans.get(unit)].flatMap((span) => span ?? []));
    add(index.hostsOf.get(unit));
    for (const { id } of index.seatsOf.get(unit) ?? []) {
      add(index.delegationsOf.get(id));
      const tenures = index.tenuresOf.get(id);
      add(tenures);
      for (const { person } of tenures ?? []) add(index.absencesOf.get(person));
      for (const { delegation } of index.delegationsOf.get(id) ?? [])
        add(index.absencesOf.get(delegation.person));
    }
  }
  return [...points].toSorted((a, b) => a - b);
}

/** The seat's unit, those that take over from it, and the task force. */
function unitsConcerned(index: DirectoryIndex, seatId: string, { until }: Span): ReadonlySet<string> {
  const duty = index.seats.get(DUTY_SEAT);
  const seat = index.seats.get(seatId);
  const unit = seat && index.units.get(seat.unit);
  const followed = unit ? standingUnit(index, unit, until)?.followed.map(({ to }) => to) : undefined;
  return new Set([seat?.unit, duty?.unit, ...(followed ?? [])].flatMap((code) => code ?? []));
}

function sameAnswer(a: Resolution, b: Resolution): boolean {
  return (
    a.person.id === b.person.id &&
    a.via === b.via &&
    a.answeringSeat === b.answeringSeat &&
    a.onBehalfOf?.id === b.onBehalfOf?.id &&
    a.movedTo === b.movedTo &&
    a.alarm?.code === b.alarm?.code
  );
}

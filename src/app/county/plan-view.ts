import type { z } from 'zod';
import type { PlanView, seatMove } from '../../contract/county/directory-plan.ts';
import type { ChangePlan } from '../../directory/change/plan-change.ts';
import type { PersonSeats, SeatMove } from '../../directory/change/seat-moves.ts';
import { crossedSeats } from '../../directory/check/crossed-seats.ts';
import type { Directory, Tenure } from '../../directory/directory.ts';
import { spokenWords } from '../../directory/spoken.ts';
import type { Words } from '../../platform/wording/words.ts';
import { momentOf } from '../../vocabulary/county-day.ts';

export interface PlanSight {
  /** Whether it has been carried out. */
  readonly made: boolean;
  /** File of the evaluation keys, where the product keeps one. */
  readonly keysFile?: string | undefined;
}

/** A plan as it is answered. */
export function planView(plan: ChangePlan, { made, keysFile }: PlanSight): PlanView {
  const { before, after, change, conflicts, seatsGained, seatsLost, gaps, amended } = plan;
  return {
    dryRun: !made,
    made,
    version: made ? after.version : before.version,
    reason: change.reason,
    operations: change.operations,
    problems: conflicts.map((one) => ({ ...one, message: spokenWords(after, one.message) })),
    gains: seatsGained.map(seatsView),
    loses: seatsLost.map(seatsView),
    gaps,
    amended: amended.map(moveView),
    warnings: crossingsOf(before, after).map(({ zh, en }) => ({ zh, en })),
    keys: newHolders(before, after).map((tenure) => {
      const { seat, person: id, from } = tenure;
      const name = after.people.find((one) => one.id === id)?.name ?? id;
      return { seat, person: { id, name }, from, how: howToLetIn(tenure, keysFile) };
    }),
  };
}

/** Of those who are appointed: seats that they hold then, of which one decides what the other asks for. */
function crossingsOf(before: Directory, after: Directory): readonly Words[] {
  const found = newHolders(before, after).flatMap(({ person: who, from }) =>
    crossedSeats(after, who, momentOf(from)),
  );
  return [...new Map(found.map((words) => [words.zh, words])).values()];
}

/** Tenures that the change began: a key of the holder before is good for no one else. */
function newHolders(before: Directory, after: Directory): readonly Tenure[] {
  const known = new Set(before.tenures.map(({ seat, person: who, from }) => `${seat} ${who} ${from}`));
  return after.tenures.filter(({ seat, person: who, from }) => !known.has(`${seat} ${who} ${from}`));
}

/** How a new holder comes by a key. */
function howToLetIn({ seat, person: who }: Tenure, keysFile: string | undefined): Words {
  if (keysFile !== undefined) {
    return { zh: `到任时写入 ${keysFile}`, en: `in ${keysFile} as soon as the tenure begins` };
  }
  const command = `onedoor key issue --seat ${seat} --person ${who}`;
  return {
    zh: `请执行“${command}”，或由管理员 POST /api/v1/keys`,
    en: `run “${command}”, or POST /api/v1/keys`,
  };
}

function seatsView({ person: who, seats, openTasks }: PersonSeats): PlanView['gains'][number] {
  return {
    person: named(who),
    openTasks,
    seats: seats.map(moveView),
  };
}

function moveView({ before, after, ...move }: SeatMove): z.input<typeof seatMove> {
  return { ...move, ...(before && { before: named(before) }), after: named(after) };
}

function named({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

import type pg from 'pg';
import type { Caller } from '../../access/caller.ts';
import { maySeeHandover } from '../../access/handover-rights.ts';
import { type Handover, type HandoverItem, withBrief } from '../../directory/handover.ts';
import { seatsTakenOverBy } from '../../directory/resolve/standing-seat.ts';
import { handoverNotFound } from '../../directory/store/handover/change-handover.ts';
import { readHandovers } from '../../directory/store/handover/read-handovers.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { selectSeatTasks } from '../../tasks/store/select-seat-tasks.ts';
import { handoverBrief, type KnownSystem } from '../../tasks/view/handover-brief.ts';
import type { Desk } from '../desk.ts';
import type { HandoverSight } from './handover-view.ts';

/** The directory in force and the instant of the request. */
export function sightOf({ county, clock }: Desk): HandoverSight {
  return { directory: county.directory(), at: isoOf(clock()) };
}

/** A handover that the caller may see. Throws `not-found` alike for what is not there and what is not theirs. */
export async function visibleHandover(deps: Desk, caller: Caller, id: string): Promise<Handover> {
  const { directory, at } = sightOf(deps);
  const [stored] = await readHandovers(deps.pool, { id });
  if (!stored || !maySeeHandover(caller, stored.handover, directory, at)) throw handoverNotFound(id);
  return stored.handover;
}

/** The person behind the caller's key. Throws `not-permitted` where nobody holds its seat. */
export function personBehind({ person, id }: Caller): string {
  if (person !== undefined) return person;
  throw new Problem('not-permitted', {
    zh: `您的密钥所属岗位（${id}）此刻无人任职，不能签字；请先任命。`,
    en: `Nobody holds the seat of your key (${id}) now, so nobody can sign; appoint somebody first.`,
  });
}

/** The brief of a seat as it stands now. */
export async function briefOf(
  deps: Desk,
  seat: string,
  systems: readonly KnownSystem[],
  database: pg.Pool | pg.ClientBase = deps.pool,
): Promise<readonly HandoverItem[]> {
  const { directory, at } = sightOf(deps);
  const seats = seatsTakenOverBy(directory, seat, at);
  const tasks = await selectSeatTasks(database, seats);
  return handoverBrief(seats, tasks, systems, { registry: deps.engine.registry, directory });
}

/** A handover that is open with its brief as it stands now; one that has ended as it was then. */
export async function asOfNow(
  deps: Desk,
  handover: Handover,
  database: pg.Pool | pg.ClientBase = deps.pool,
): Promise<Handover> {
  if (handover.confirmed || handover.withdrawn) return handover;
  const systems = handover.items.flatMap(({ kind, title, detail }) =>
    kind === 'system' && typeof detail === 'string' ? [{ title, detail }] : [],
  );
  return withBrief(handover, await briefOf(deps, handover.seat, systems, database), sightOf(deps).at);
}

import type { Caller } from '../../access/caller.ts';
import type { PlanView } from '../../contract/county/directory-plan.ts';
import { type Handover, withdrawHandover as withdrawn } from '../../directory/handover.ts';
import { changeHandover } from '../../directory/store/handover/change-handover.ts';
import {
  type CompletedHandover,
  completeHandover,
} from '../../directory/store/handover/complete-handover.ts';
import { changeTermsOf, tellOfDirectory } from '../county/change-directory.ts';
import { planView } from '../county/plan-view.ts';
import type { Desk } from '../desk.ts';
import type { Keep } from '../signer.ts';
import { asOfNow, personBehind, sightOf, visibleHandover } from './handover-desk.ts';

/** A handover that was confirmed, with what it does to the directory. */
export interface ConfirmedHandover {
  readonly handover: Handover;
  readonly plan: PlanView;
}

/** Confirms a handover: at its moment the seat changes its holder, and no task changes state. Throws a Problem. */
export async function confirmHandover(
  desk: Desk,
  id: string,
  caller: Caller,
  keep: Keep<ConfirmedHandover>,
): Promise<ConfirmedHandover> {
  await visibleHandover(desk, caller, id);
  // A handover lends no task, so there is none to look up.
  const terms = await changeTermsOf(desk, { operations: [] });
  const shown = ({ handover, plan }: CompletedHandover): ConfirmedHandover => {
    return { handover, plan: planView(plan, { made: true, keysFile: desk.evaluation?.file }) };
  };
  const completed = await completeHandover(
    desk.pool,
    desk.watch,
    id,
    { ...terms, by: personBehind(caller) },
    (database, handover) => asOfNow(desk, handover, database),
    (client, done) => keep(client, shown(done)),
  );
  await tellOfDirectory(desk);
  return shown(completed);
}

/** Withdraws a handover that is open. Throws a Problem. */
export async function withdrawHandover(
  desk: Desk,
  id: string,
  reason: string,
  caller: Caller,
  keep: Keep<Handover>,
): Promise<Handover> {
  await visibleHandover(desk, caller, id);
  const { directory, at } = sightOf(desk);
  const withdraw = (current: Handover) =>
    withdrawn(directory, current, { by: personBehind(caller), at, reason });
  return changeHandover(desk.pool, id, withdraw, keep);
}

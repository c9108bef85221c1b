import { signatoryOf } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import { mayOpenHandover } from '../../access/handover-rights.ts';
import { tenureAt } from '../../directory/change/lookup.ts';
import { type Handover, openHandover as openedHandover } from '../../directory/handover.ts';
import { seatName } from '../../directory/names.ts';
import { insertHandover } from '../../directory/store/handover/insert-handover.ts';
import { newId } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { KnownSystem } from '../../tasks/view/handover-brief.ts';
import type { Desk } from '../desk.ts';
import type { Keep } from '../signer.ts';
import { briefOf, sightOf } from './handover-desk.ts';

/** A handover as it is asked for. */
export interface HandoverOpening {
  readonly seat: string;
  readonly newcomer: string;
  /** When it takes effect; when it is confirmed without it. */
  readonly effectiveAt?: string | undefined;
  /** What the leaver knows of systems. */
  readonly systems: readonly KnownSystem[];
}

/** Opens a handover with its brief. Throws `not-permitted`, `directory-conflict`. */
export async function openHandover(
  desk: Desk,
  { seat, newcomer, systems, effectiveAt }: HandoverOpening,
  caller: Caller,
  keep: Keep<Handover>,
): Promise<Handover> {
  await desk.watch.refresh();
  const { directory, at } = sightOf(desk);
  if (!mayOpenHandover(caller, seat, tenureAt(directory, seat, at)?.person, directory)) {
    throw new Problem('not-permitted', {
      zh: `${seatName(directory, seat).zh}的交接由现任人员、单位分管领导或系统管理员发起。`,
      en: `A handover of ${seatName(directory, seat).en} is opened by its holder, the leader of the unit or an administrator.`,
    });
  }
  const items = await briefOf(desk, seat, systems);
  const handover = openedHandover(
    directory,
    { id: newId(desk.clock()), seat, newcomer, effectiveAt: effectiveAt ?? at, items },
    { by: signatoryOf(caller), at },
  );
  await inTransaction(desk.pool, async (client) => {
    if (!(await insertHandover(client, handover))) {
      throw new Problem(
        'directory-conflict',
        {
          zh: `${seatName(directory, seat).zh}已有未办结的交接，请先办结或撤回。`,
          en: `A handover of ${seatName(directory, seat).en} is open already; end or withdraw it first.`,
        },
        { conflict: 'handoverOpen' },
      );
    }
    await keep(client, handover);
  });
  return handover;
}

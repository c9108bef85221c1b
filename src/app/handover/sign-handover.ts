import type { Caller } from '../../access/caller.ts';
import { confirmerOf, type Handover, signAsLeaver, signAsNewcomer } from '../../directory/handover.ts';
import { seatsAnsweredBy } from '../../directory/resolve/seats-answered-by.ts';
import { changeHandover } from '../../directory/store/handover/change-handover.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Desk } from '../desk.ts';
import type { Keep } from '../signer.ts';
import { asOfNow, personBehind, sightOf, visibleHandover } from './handover-desk.ts';

/** Ids of items of the brief, or all of them; the leaver signs for the brief as a whole. */
export type SignedItems = readonly string[] | 'all' | undefined;

/** Signs a handover as the leaver, the newcomer, or the witness of a newcomer without a key. Throws a Problem. */
export async function signHandover(
  desk: Desk,
  id: string,
  items: SignedItems,
  caller: Caller,
  keep: Keep<Handover>,
): Promise<Handover> {
  await visibleHandover(desk, caller, id);
  return changeHandover(desk.pool, id, (current) => signed(desk, current, items, caller), keep);
}

async function signed(desk: Desk, handover: Handover, items: SignedItems, caller: Caller): Promise<Handover> {
  const { directory, at } = sightOf(desk);
  const by = personBehind(caller);
  if (by === handover.leaver) return signAsLeaver(await asOfNow(desk, handover), { by, at });
  if (items === undefined) {
    throw new Problem('body-invalid', {
      zh: '接收人签字请在 items 中给出项目编号，或写 all 全部签收。',
      en: 'A newcomer signs by giving the ids of items in items, or all.',
    });
  }
  const { newcomer } = handover;
  const keyless = seatsAnsweredBy(directory, newcomer, at).length === 0;
  const witness = keyless && by === confirmerOf(directory, handover, at) ? by : undefined;
  return signAsNewcomer(await asOfNow(desk, handover), items, {
    by: witness === undefined ? by : newcomer,
    at,
    witness,
  });
}

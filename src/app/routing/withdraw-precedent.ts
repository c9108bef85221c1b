import type { Caller } from '../../access/caller.ts';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { findPrecedent, type PrecedentView } from '../../tasks/precedents/precedents.ts';
import { withdrawPrecedent as insertWithdrawal } from '../../tasks/store/precedents/withdraw-precedent.ts';
import { countyMinuteOf } from '../../vocabulary/county-day.ts';
import type { Desk } from '../desk.ts';
import { type Keep, signatureOf } from '../signer.ts';
import { sourcesOf } from '../task-sources.ts';

/** Withdraws a precedent: from then on it routes nothing. Throws `not-found`, `precedent-withdrawn`. */
export async function withdrawPrecedent(
  desk: Desk,
  id: string,
  reason: string,
  by: Caller,
  keep: Keep<PrecedentView>,
): Promise<PrecedentView> {
  const { pool, county, clock, rulings } = desk;
  const found = await findPrecedent(sourcesOf(desk), county.directory(), id);
  if (found === undefined) {
    throw new Problem('not-found', {
      zh: `没有先例“${id}”，编号形如 2026-000123-4。`,
      en: `There is no precedent “${id}”; ids look like 2026-000123-4.`,
    });
  }
  const { taskId, revision, view } = found;
  const withdrawn = { at: isoOf(clock()), by: signatureOf(by), reason };
  const shown: PrecedentView = { ...view, withdrawn };
  await inTransaction(pool, async (client) => {
    if (!(await insertWithdrawal(client, { taskId, revision, ...withdrawn }))) throw withdrawnBefore(view);
    await keep(client, shown);
  });
  await rulings.refresh();
  return shown;
}

function withdrawnBefore({ id, withdrawn }: PrecedentView): Problem {
  const at = withdrawn && countyMinuteOf(withdrawn.at);
  return new Problem(
    'precedent-withdrawn',
    {
      zh: `先例 ${id} 已于${at ?? '此前'}撤回，无须再撤。`,
      en: `The precedent ${id} was withdrawn ${at ? `on ${at}` : 'before'}; nothing is left to do.`,
    },
    { withdrawn },
  );
}

import type pg from 'pg';
import { changeRegister } from '../../register/change-register.ts';
import type { ChangeSet, RegisterPlan } from '../../register/plan-operations.ts';
import type { Register } from '../../register/register.ts';
import type { Versioned, VersionWatch } from '../../register/version-watch.ts';
import { type Asking, signatureOf } from '../signer.ts';

/** Whether a plan was carried out, and the version in force after it. */
export interface Outcome {
  readonly made: boolean;
  readonly version: number;
}

/** Says what a change would do to the version of a register that was read last, or makes it; what is said is kept in the transaction of the change. */
export async function foretellOrMake<
  Content,
  InForce extends Versioned,
  Change extends ChangeSet,
  Terms extends { readonly at: string },
  Plan extends RegisterPlan<Content, Change>,
  View,
>(
  register: Register<Content, InForce, Change, Terms, Plan>,
  desk: { readonly pool: pg.Pool; readonly watch: VersionWatch<InForce> },
  change: Change,
  terms: Terms,
  { by, dryRun, keep }: Asking<View>,
  viewOf: (plan: Plan, outcome: Outcome) => Promise<View> | View,
): Promise<View> {
  if (dryRun) {
    const inForce = desk.watch.latest();
    return viewOf(register.plan(inForce, change, terms), { made: false, version: inForce.version });
  }
  const signed = { ...terms, by: signatureOf(by) };
  let view: View | undefined;
  await changeRegister(register, desk, change, signed, async (client, made) => {
    view = await viewOf(made, { made: true, version: made.version });
    await keep?.(client, view);
  });
  if (view === undefined) throw new Error('The change was made without being told.');
  return view;
}

import type pg from 'pg';
import { signatoryOf } from '../access/actor.ts';
import type { Caller } from '../access/caller.ts';
import { denialsOf } from '../access/directory-rights.ts';
import { rightWords } from '../access/right-words.ts';
import { roles } from '../access/role.ts';
import { planView } from '../app/county/plan-view.ts';
import type { PlanView } from '../contract/directory-plan.ts';
import type { DirectoryChange } from '../directory/change/change.ts';
import { type PlanTerms, planDirectoryChange } from '../directory/change/plan-change.ts';
import { directoryRegister } from '../directory/store/directory-register.ts';
import { isoOf } from '../platform/clock.ts';
import { Problem } from '../platform/wording/problem.ts';
import { changeRegister } from '../register/change-register.ts';
import { planTermsOf } from '../tasks/clock/plan-terms.ts';
import type { DoorDeps } from './door-deps.ts';

/** Keeps the answer in the transaction of the change. */
export type KeepPlan = (
  client: pg.ClientBase,
  reply: { readonly status: 200; readonly body: PlanView },
) => Promise<void>;

/**
 * Makes a change of the directory for a caller and answers what it did, or says what it would do. In force for the next
 * request of everybody in this process when it answers. Throws `not-permitted`, `directory-conflict`.
 */
export async function answerChange(
  change: DirectoryChange,
  { caller, dryRun, keepWith }: { caller: Caller; dryRun: boolean; keepWith: KeepPlan },
  deps: DoorDeps,
): Promise<PlanView> {
  const directory = await deps.watch.refresh();
  refuseDenied(change, caller, deps);
  const terms = await termsOf(change, deps);
  const keysFile = deps.evaluation?.file;
  if (dryRun) return planView(planDirectoryChange(directory, change, terms), { made: false, keysFile });
  const by = signatoryOf(caller);
  const plan = await changeRegister(directoryRegister, deps, change, { ...terms, by }, (client, made) =>
    keepWith(client, { status: 200, body: planView(made, { made: true, keysFile }) }),
  );
  // Whoever waits may have other seats now.
  deps.waiters.wake();
  await deps.evaluation?.extend();
  return planView(plan, { made: true, keysFile });
}

/** What a change is held against at this moment. */
export function termsOf(
  change: Pick<DirectoryChange, 'operations'>,
  { pool, engine, county, clock, categories }: DoorDeps,
): Promise<PlanTerms> {
  const sources = {
    database: pool,
    registry: engine.registry,
    directory: county.directory(),
    calendar: county.calendar(),
    categories,
  };
  return planTermsOf(sources, change, isoOf(clock()));
}

function refuseDenied(change: DirectoryChange, caller: Caller, { watch, clock }: DoorDeps): void {
  const denied = denialsOf(caller, watch.latest(), change, clock());
  const [first] = denied;
  if (first === undefined) return;
  const { zh, en } = rightWords(first.right);
  throw new Problem(
    'not-permitted',
    {
      zh: `${zh.title}可由${zh.who}办理；您是${roles[caller.role].zh}，此处涉及的人员或岗位不在您的权限内。`,
      en: `${en.title} is for: ${en.who}; you are: ${roles[caller.role].en}, and these people or seats are not yours to change.`,
    },
    { denied },
  );
}

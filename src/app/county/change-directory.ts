import { denialsOf } from '../../access/directory-rights.ts';
import { rightWords } from '../../access/right-words.ts';
import { roles } from '../../access/role.ts';
import type { PlanView } from '../../contract/county/directory-plan.ts';
import type { DirectoryChange } from '../../directory/change/change.ts';
import type { PlanTerms } from '../../directory/change/plan-change.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import type { Engine } from '../../engine/engine.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { planTermsOf } from '../../tasks/clock/plan-terms.ts';
import type { County } from '../../tasks/county.ts';
import type { Desk } from '../desk.ts';
import { type Asking, callerIn, type Signer } from '../signer.ts';
import { foretellOrMake } from './foretell-or-make.ts';
import { planView } from './plan-view.ts';

/** What changes of the directory are held against, and who hears of them. */
export interface DirectoryDesk
  extends Pick<Desk, 'pool' | 'clock' | 'watch' | 'categories' | 'waiters' | 'evaluation'> {
  readonly engine: Pick<Engine, 'registry'>;
  readonly county: Pick<County, 'directory' | 'calendar'>;
}

/**
 * Makes a change of the directory and says what it did, or what it would do. In force for the next request of everybody
 * in this process when it answers. Throws `not-permitted`, `directory-conflict`.
 */
export async function changeDirectory(
  desk: DirectoryDesk,
  change: DirectoryChange,
  asking: Asking<PlanView>,
): Promise<PlanView> {
  await desk.watch.refresh();
  refuseDenied(desk, change, asking.by);
  const terms = await changeTermsOf(desk, change);
  const keysFile = desk.evaluation?.file;
  const view = await foretellOrMake(directoryRegister, desk, change, terms, asking, (plan, { made }) =>
    planView(plan, { made, keysFile }),
  );
  if (view.made) await tellOfDirectory(desk);
  return view;
}

/** Those who wait may have other seats now, and new holders need keys. */
export async function tellOfDirectory({ waiters, evaluation }: DirectoryDesk): Promise<void> {
  waiters?.wake();
  await evaluation?.extend();
}

/** What a change is held against at this moment. */
export function changeTermsOf(
  { pool, engine, county, clock, categories }: DirectoryDesk,
  change: Pick<DirectoryChange, 'operations'>,
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

function refuseDenied({ watch, clock }: DirectoryDesk, change: DirectoryChange, by: Signer): void {
  const caller = callerIn(by);
  if (caller === undefined) return;
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

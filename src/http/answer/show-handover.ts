import type { Caller } from '../../access/caller.ts';
import { maySeeBrief } from '../../access/handover-rights.ts';
import { sightOf, visibleHandover } from '../../app/handover/handover-desk.ts';
import { fullHandoverOf } from '../../app/handover/handover-view.ts';
import type { FullHandover } from '../../contract/county/handover.ts';
import type { Handover } from '../../directory/handover.ts';
import type { KeptAnswer } from '../../engine/steps/task.ts';
import type { Language } from '../../platform/wording/words.ts';
import type { DoorDeps } from '../door-deps.ts';

/** A handover as this caller sees it. */
export function seenBy(
  caller: Caller,
  handover: Handover,
  language: () => Language,
  deps: DoorDeps,
): FullHandover {
  return fullHandoverOf(handover, sightOf(deps), { brief: maySeeBrief(caller), language: language() });
}

/** A kept answer that shows a handover is only given to who may still see it. Throws `not-found`. */
export async function mayReplayHandover(
  { status, body }: KeptAnswer,
  caller: Caller,
  deps: DoorDeps,
  params: unknown,
): Promise<void> {
  const shown = status < 300 ? (JSON.parse(body) as { id?: string }).id : undefined;
  const id = (params as { id?: string } | undefined)?.id ?? shown;
  if (id !== undefined) await visibleHandover(deps, caller, id);
}

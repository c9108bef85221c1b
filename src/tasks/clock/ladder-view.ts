import { type Ladder, rungOf } from '../../calendar/ladder/ladder.ts';
import type { SeatView } from '../../contract/seat.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Title } from '../../engine/definition/define.ts';
import type { LadderMemory, NoticeMemory } from '../../vocabulary/ladder-memory.ts';
import { seatView } from '../view/task-view.ts';

/** A rung by its name. */
interface NamedRung {
  readonly key: string;
  readonly code: string;
  readonly title: Title;
  /** Of the notice; null where the ladder has lost the rung. */
  readonly colour: 'blue' | 'yellow' | 'red' | null;
}

/** Where a task stands on the supervision ladder: what is to come, what has come, and who was told. */
export interface LadderView {
  /** True while the clock stands still, and once the task is done. */
  readonly silent: boolean;
  readonly toCome: readonly (NamedRung & { readonly at: string })[];
  /** `fired` is false where the task was spared it. */
  readonly climbed: readonly (NamedRung & { readonly at: string; readonly fired: boolean })[];
  readonly notices: readonly (NamedRung & NoticeView)[];
}

interface NoticeView extends Omit<NoticeMemory, 'child' | 'key' | 'seat'> {
  /** Task id of the notice. */
  readonly id: string;
  readonly seat: SeatView;
}

/** The ladder of a task out of what its workflow says it remembers; null where that keeps none. `now` is an ISO instant. */
export function ladderView(
  known: LadderMemory | undefined,
  ladder: Ladder,
  directory: Directory,
  now: string,
): LadderView | null {
  if (known === undefined) return null;
  const { silent, rungs, climbed, notices } = known;
  return {
    silent,
    toCome: rungs.map(({ key, at }) => ({ ...named(key, ladder), at })),
    climbed: climbed.map(({ key, at, fired }) => ({ ...named(key, ladder), at, fired })),
    notices: notices.map(({ child, seat, key, copy, mustAnswer, issuedAt, acknowledged, recalledAt }) => ({
      ...named(key, ladder),
      id: child,
      seat: seatView(seat, directory, now),
      copy,
      mustAnswer,
      issuedAt,
      acknowledged,
      recalledAt,
    })),
  };
}

function named(key: string, ladder: Ladder): NamedRung {
  const [code = key] = key.split('@');
  const rung = rungOf(ladder, code);
  return rung === undefined
    ? { key, code, title: { zh: code, en: code }, colour: null }
    : { key, code, title: rung.title, colour: rung.notice };
}

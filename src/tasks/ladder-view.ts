import { z } from 'zod';
import { type Ladder, rungOf } from '../calendar/ladder.ts';
import type { Directory } from '../directory/directory.ts';
import type { Title } from '../engine/define.ts';
import { type SeatView, seatView } from './task-view.ts';

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

interface NoticeView {
  /** Task id of the notice. */
  readonly id: string;
  readonly seat: SeatView;
  readonly copy: boolean;
  readonly mustAnswer: boolean;
  readonly issuedAt: string;
  readonly acknowledged: z.output<typeof acknowledgement> | null;
  readonly recalledAt: string | null;
}

const acknowledgement = z.object({
  at: z.string(),
  by: z.object({ principal: z.string(), name: z.string() }),
  answer: z.object({ reason: z.string(), expectedCompletion: z.string() }).nullable(),
});

/** What a workflow with a ladder remembers of it. */
const supervised = z.object({
  dueAt: z.string().nullable(),
  decideBy: z.string().nullable(),
  rungs: z.array(z.object({ key: z.string(), at: z.string() })),
  climbed: z.array(z.object({ key: z.string(), at: z.string(), fired: z.boolean() })),
  notices: z.array(
    z.object({
      child: z.string(),
      key: z.string(),
      seat: z.string(),
      copy: z.boolean(),
      mustAnswer: z.boolean(),
      issuedAt: z.string(),
      acknowledged: acknowledgement.nullable(),
      recalledAt: z.string().nullable(),
    }),
  ),
});

/** The ladder of a task out of what its workflow remembers; null where that keeps none. `now` is an ISO instant. */
export function ladderView(
  context: unknown,
  ladder: Ladder,
  directory: Directory,
  now: string,
): LadderView | null {
  const known = supervised.safeParse(context);
  if (!known.success) return null;
  const { dueAt, decideBy, rungs, climbed, notices } = known.data;
  return {
    silent: dueAt === null && decideBy === null,
    toCome: rungs.map(({ key, at }) => ({ ...named(key, ladder), at })),
    climbed: climbed.map(({ key, at, fired }) => ({ ...named(key, ladder), at, fired })),
    notices: notices.map(({ child, seat, key, ...notice }) => ({
      ...named(key, ladder),
      id: child,
      seat: seatView(seat, directory, now),
      ...notice,
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

import type { Facets } from '../../../src/engine/definition/define.ts';
import type { Judge } from '../../../src/engine/steps/judge.ts';
import {
  type Move,
  type Reached,
  type Repertoire,
  tried,
  type Verdict,
} from '../../workflows/moves/pairs.ts';
import type { Stage } from '../../workflows/stage.ts';
import { facetsOf } from '../../workflows/stage.ts';

/** Somebody tries a move on a task in a reached state, and what the pure step says must come of it. */
export interface Attempt {
  readonly move: Move;
  /** Seat, or principal where the machine asks who it is, whose key the request presents. */
  readonly sender: string;
  /** Whether the data hold something that the event does not declare. */
  readonly spoilt: boolean;
  readonly verdict: Verdict;
  /** The task afterwards, where the move is accepted. */
  readonly next: Stage | undefined;
}

export const TASK_FORCE = '330523-TF/A';
/** Reads every task and may change none. */
const AUDITOR = '330523-TF/AU';
/** Has no business with any task of the repertoires. */
const STRANGER = '330523-T01/A';
/** The principal by whom the stage plays the commissioner; here a person who also sits in the task force. */
export const CLAIMANT = 'p-accountable';

/**
 * Everything that is tried over HTTP in one reached state: each pair by all who may, by others, and with bad data. What
 * must come of it the pure step says, with the judge of the door.
 */
export function attemptsIn(
  { definition, moves }: Repertoire,
  here: Reached,
  judge: Judge,
): readonly Attempt[] {
  const facets = facetsOf(here.stage);
  return moves.flatMap((move): Attempt[] => {
    const refused = (sender: string, verdict: Verdict) => ({
      move,
      sender,
      spoilt: false,
      verdict,
      next: undefined,
    });
    const attempts: Attempt[] = [refused(AUDITOR, 'not-permitted'), refused(STRANGER, 'not-found')];
    const relations = definition.events[move.type]?.by ?? [];
    // What only the engine sends, nobody sends over HTTP, whatever the state.
    if (move.as === 'engine') return [refused(TASK_FORCE, 'not-permitted'), ...attempts];
    for (const as of move.principal === undefined ? relations : [move.as]) {
      const sender = senderOf({ ...move, as }, facets);
      if (sender === undefined) continue;
      for (const spoilt of [false, true]) {
        const sent = { ...move, as, data: (context: never) => sentData(move, spoilt, context) };
        const { verdict, stage } = tried(here.stage, sent, judge);
        attempts.push({ move, sender, spoilt, verdict, next: stage });
      }
    }
    return attempts;
  });
}

/** The data of an attempt on a task with this context. */
export function sentData(move: Move, spoilt: boolean, context: never): unknown {
  const told = move.data(context);
  return spoilt ? { ...Object(told), unheardOf: 1 } : told;
}

/** Who stands in the relation of the move to such a task; undefined where nobody does as yet. */
export function senderOf({ as, principal }: Move, { owner, unit }: Facets): string | undefined {
  if (as === 'unitLeader' && unit === null) return undefined;
  if (principal !== undefined) return CLAIMANT;
  switch (as) {
    case 'taskForce':
      return TASK_FORCE;
    case 'accountable':
    case 'sectionStaff':
      return owner;
    case 'supervisor':
      return '330523-TF/D1';
    case 'unitCommissioner':
      return unit === null ? undefined : `${unit}/A`;
    case 'unitLeader':
      return `${unit}/L`;
    default:
      throw new Error(`Relation "${as}": no seat of the county is known to stand in it.`);
  }
}

import { benchLifecycleMoves } from './bench-lifecycle-moves.ts';
import type { Repertoire } from './pairs.ts';
import { reformTaskMoves } from './reform-task-moves.ts';
import { sectionAssignmentMoves } from './section-assignment-moves.ts';
import { supervisionNoticeMoves } from './supervision-notice-moves.ts';

/** One repertoire per workflow; a test sees to it that none is forgotten. */
export const repertoires: readonly Repertoire[] = [
  reformTaskMoves,
  sectionAssignmentMoves,
  supervisionNoticeMoves,
  benchLifecycleMoves,
];

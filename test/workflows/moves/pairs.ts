import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import type { Judge } from '../../../src/engine/steps/judge.ts';
import { storedOf } from '../../../src/engine/steps/step.ts';
import { Problem, type ProblemCode } from '../../../src/platform/wording/problem.ts';
import { opened, personOf, played, type Stage, stateOf } from '../stage.ts';

/** Something that somebody may try on a task; its data depend on what the task has become. */
export interface Move {
  readonly name: string;
  readonly type: string;
  /** The relation that the sender has to the task. */
  readonly as: string;
  /** Who it is, where that matters more than the relation. */
  readonly principal?: string;
  // Contexts of different workflows have nothing in common; each repertoire knows its own.
  readonly data: (context: never) => unknown;
}

/** Everything that is tried on the tasks of one workflow. */
export interface Repertoire {
  readonly definition: WorkflowDefinition;
  readonly openings: readonly { readonly name: string; readonly input: unknown }[];
  readonly moves: readonly Move[];
}

/** A state that a task can come to, and how: the opening, then each move in turn. */
export interface Reached {
  readonly opening: string;
  readonly path: readonly Move[];
  readonly state: string;
  readonly stage: Stage;
  /** What comes of each move of the repertoire here, by its name: the pairs of this state. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

export type Verdict = 'accepted' | ProblemCode;

/**
 * Every state of a workflow that the repertoire reaches, each by a shortest path. Two tasks count as in the same
 * state when the machine is and when the same moves are accepted, so that what guards remember is told apart.
 */
export function reachedStates({ definition, openings, moves }: Repertoire): readonly Reached[] {
  const reached = new Map<string, Reached>();
  const seen = new Set<string>();
  let frontier = openings.map(({ name, input }) => ({
    opening: name,
    path: [] as readonly Move[],
    stage: opened(definition, input),
  }));
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { opening, path, stage } of frontier) {
      const stored = JSON.stringify(storedOf(stage.snapshot));
      if (seen.has(stored)) continue;
      seen.add(stored);
      const outcomes = moves.map((move) => ({ move, outcome: tried(stage, move) }));
      const verdicts = new Map(outcomes.map(({ move, outcome }) => [move.name, outcome.verdict]));
      const key = `${stateOf(stage)} ${[...verdicts.values()].join(' ')}`;
      if (reached.has(key)) continue;
      reached.set(key, { opening, path, state: stateOf(stage), stage, verdicts });
      for (const { move, outcome } of outcomes) {
        if (outcome.stage !== undefined) next.push({ opening, path: [...path, move], stage: outcome.stage });
      }
    }
    frontier = next;
  }
  return [...reached.values()];
}

/** What comes of a move: the stage after it, or the code of the problem; at the door, with its judge. */
export function tried(
  stage: Stage,
  move: Move,
  judge?: Judge,
): { readonly verdict: Verdict; readonly stage?: Stage } {
  try {
    const data = move.data(stage.snapshot.context as never);
    const actor = move.principal === undefined ? undefined : personOf(move.principal);
    return { verdict: 'accepted', stage: played(stage, move.type, data, move.as, actor, judge) };
  } catch (error) {
    if (error instanceof Problem) return { verdict: error.code };
    throw error;
  }
}

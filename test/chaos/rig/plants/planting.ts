import type { Invariant } from '../../checker/violation.ts';
import type { Statement } from '../faulty-pool.ts';
import type { Mutant, RigRound } from '../run-rig.ts';
import type { Trial } from '../trials.ts';

/** A planted bug, and what the checker must find for it, in such words that nothing else can be meant. */
export interface Planted {
  readonly bug: string;
  readonly mutant: Mutant;
  readonly found: Invariant;
  readonly as: RegExp;
  /** What must befall the processes for it to show. */
  readonly trial?: Trial;
}

/** Whether the checker found this bug, and not just anything. */
export function isFound(
  { found, as, trial }: Planted,
  { verdict, befell }: Pick<RigRound, 'verdict' | 'befell'>,
): boolean {
  const wasTried = trial === undefined || befell.has(trial);
  return (
    wasTried && verdict.violations.some(({ invariant, detail }) => invariant === found && as.test(detail))
  );
}

/** Replaces parts of one statement; a part that is not there means that the bug must be planted anew. */
export function inStatement(name: string, ...changes: readonly (readonly [part: string, by: string])[]) {
  return (statement: Statement): Statement => {
    if (statement.name !== name) return statement;
    let { text } = statement;
    for (const [part, by] of changes) {
      if (!text.includes(part)) throw new Error(`${name} has no "${part}": plant the bug anew.`);
      text = text.replaceAll(part, by);
    }
    return { ...statement, text };
  };
}

/** What keeps a commit to effects that nobody else has done meanwhile, and what takes that away. */
export const CONSUMED: readonly (readonly [string, string])[] = [
  ['(c_task IS NULL OR n IN (SELECT n FROM consumed))', 'true'],
  ['c_task IS NULL OR n IN (SELECT n FROM consumed) AS consumed', 'true AS consumed'],
];

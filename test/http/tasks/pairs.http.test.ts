import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Judge } from '../../../src/engine/steps/judge.ts';
import { type ProblemCode, problems } from '../../../src/platform/wording/problem.ts';
import { entryJudge } from '../../../src/tasks/entry/judge-entry.ts';
import { type Reached, type Repertoire, reachedStates, tried } from '../../workflows/moves/pairs.ts';
import { repertoires } from '../../workflows/moves/repertoires.ts';
import { effectNames, facetsOf, stateOf } from '../../workflows/stage.ts';
import { atOnce } from '../stage/at-once.ts';
import { type Attempt, attemptsIn } from '../stage/pair-attempts.ts';
import { brought, openPairDoor, type PairDoor, sent, type Trace, traceOf } from '../stage/pair-door.ts';

const AT_ONCE = 20;

/** An attempt as it went: what the door answered, and the task before and after the batch that it is of. */
interface Outcome {
  readonly attempt: Attempt;
  readonly answer: Awaited<ReturnType<typeof sent>>;
  readonly before: Trace;
  readonly after: Trace;
}

let open: PairDoor;
let judge: Judge;
const stories = repertoires.map((repertoire) => {
  const reached = representatives(reachedStates(repertoire));
  return { name: repertoire.definition.name, repertoire, reached };
});
const outcomes = new Map<Reached, readonly Outcome[]>();

beforeAll(async () => {
  open = await openPairDoor();
  judge = entryJudge(open.deps);
  const visits = stories.flatMap(({ repertoire, reached }) => reached.map((here) => ({ repertoire, here })));
  const batches = visits.flatMap(({ repertoire, here }) =>
    batchesOf(attemptsIn(repertoire, here, judge)).map((attempts) => ({ repertoire, here, attempts })),
  );
  await atOnce(batches, AT_ONCE, async ({ repertoire, here, attempts }) => {
    const found = await outcomesOf(repertoire, here, attempts);
    outcomes.set(here, [...(outcomes.get(here) ?? []), ...found]);
  });
});
afterAll(() => open.close());

describe.each(stories)('$name', ({ repertoire, reached }) => {
  const { definition, moves } = repertoire;

  it.each(reached.map((here) => [tellingOf(here), here] as const))('%s', (_telling, here) => {
    for (const { attempt, answer, before, after } of outcomes.get(here) ?? []) {
      const { move, sender, spoilt, verdict, next } = attempt;
      const which = { move: move.name, sender, spoilt };
      expect({ ...which, state: before.state }).toEqual({ ...which, state: here.state });
      if (verdict === 'accepted') {
        const { revision, events } = before;
        const state = next === undefined ? undefined : stateOf(next);
        const fresh = after.effects.filter((effect) => effect.revision > revision).map(({ name }) => name);
        expect({ ...which, ...answer }).toMatchObject({
          ...which,
          status: 200,
          etag: `"${revision + 1}"`,
          body: { revision: revision + 1, state: { path: state } },
        });
        expect({ ...which, ...after, effects: fresh }).toMatchObject({
          ...which,
          revision: revision + 1,
          state,
          events: events + 1,
          effects: next === undefined ? undefined : effectNames(next),
        });
      } else {
        expect({ ...which, ...answer }).toMatchObject({ ...which, ...refusal(verdict) });
        expect({ ...which, after }).toEqual({ ...which, after: before });
      }
    }
  });

  it('was asked every pair of a state and an event, by who may and by who may not', () => {
    const pairs = new Map<string, Set<string>>();
    let tries = 0;
    for (const here of reached) {
      const told = outcomes.get(here) ?? [];
      expect(told.length).toBe(attemptsIn(repertoire, here, judge).length);
      for (const move of moves) {
        const verdicts = told
          .filter(({ attempt }) => attempt.move === move)
          .map(({ attempt }) => attempt.verdict);
        expect(verdicts).toEqual(expect.arrayContaining(['not-permitted', 'not-found']));
        // Before dispatch nobody is the leader of the unit.
        const isNobody = move.as === 'unitLeader' && facetsOf(here.stage).unit === null;
        const expected =
          move.as === 'engine' || isNobody ? 'not-permitted' : tried(here.stage, move, judge).verdict;
        expect({ move: move.name, verdicts }).toMatchObject({
          verdicts: expect.arrayContaining([expected]),
        });
        const pair = `${here.state} ${move.type}`;
        pairs.set(pair, (pairs.get(pair) ?? new Set()).add(move.name));
        tries++;
      }
    }
    const states = new Set(reached.map(({ state }) => state));
    expect(tries).toBe(reached.length * moves.length);
    expect(pairs.size).toBe(states.size * Object.keys(definition.events).length);
  });
});

/** Of each state two that differ in what is accepted; the pure step is asked about them all. */
function representatives(reached: readonly Reached[]): readonly Reached[] {
  const seen = new Map<string, number>();
  return reached.filter(({ state }) => {
    const count = (seen.get(state) ?? 0) + 1;
    seen.set(state, count);
    return count <= 2;
  });
}

/** Refused attempts change nothing and share a task; each accepted one has its own. */
function batchesOf(attempts: readonly Attempt[]): readonly (readonly Attempt[])[] {
  const accepted = attempts.filter(({ verdict }) => verdict === 'accepted');
  const refused = attempts.filter(({ verdict }) => verdict !== 'accepted');
  return [refused, ...accepted.map((attempt) => [attempt])];
}

async function outcomesOf(
  repertoire: Repertoire,
  here: Reached,
  attempts: readonly Attempt[],
): Promise<readonly Outcome[]> {
  const taskId = await brought(open, repertoire, here);
  const before = await traceOf(open, taskId);
  const answers: Outcome['answer'][] = [];
  for (const attempt of attempts) answers.push(await sent(open, taskId, before, attempt));
  // Revisions and events only grow, so that one look at the end finds a refused attempt that changed something.
  const after = await traceOf(open, taskId);
  return attempts.map((attempt, n) => ({ attempt, answer: answers[n] as Outcome['answer'], before, after }));
}

function refusal(code: ProblemCode) {
  const { status } = problems[code];
  return { status, body: { status, code } };
}

function tellingOf({ state, opening, path }: Reached): string {
  return [`${state} after ${opening}`, ...path.map(({ name }) => name)].join(' > ');
}

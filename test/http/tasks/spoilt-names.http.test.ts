import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seatPrincipal } from '../../../src/access/keys/principal-id.ts';
import { isOnlyByEngine } from '../../../src/engine/definition/offers.ts';
import { type Reached, type Repertoire, reachedStates } from '../../workflows/moves/pairs.ts';
import { repertoires } from '../../workflows/moves/repertoires.ts';
import { facetsOf } from '../../workflows/stage.ts';
import { atOnce } from '../stage/at-once.ts';
import { type Client, caller } from '../stage/client.ts';
import { eventsOf, freshKey } from '../stage/keyed-requests.ts';
import { CLAIMANT, senderOf, TASK_FORCE } from '../stage/pair-attempts.ts';
import { brought, openPairDoor, type PairDoor, traceOf } from '../stage/pair-door.ts';
import { countyWithGone, namesIn, type SpoiltName, spoiltNames } from '../stage/spoilt-names.ts';

const AT_ONCE = 8;

/** As few tasks as there must be so that each move is met in each state that takes it. */
const visits = repertoires.map((repertoire) => ({
  name: repertoire.definition.name,
  repertoire,
  reached: covering(reachedStates(repertoire)),
}));

function covering(all: readonly Reached[]): readonly Reached[] {
  const met = new Set<string>();
  return all.filter(({ state, verdicts }) => {
    const known = met.size;
    for (const [move, verdict] of verdicts) if (verdict === 'accepted') met.add(`${state} ${move}`);
    return met.size > known;
  });
}

let open: PairDoor;

beforeAll(async () => {
  open = await openPairDoor(countyWithGone);
});
afterAll(() => open.close());

/** Whatever an accepted move may name, named wrongly. */
interface Attempt extends SpoiltName {
  readonly type: string;
  readonly sender: string;
}

function attemptsIn({ definition, moves }: Repertoire, { stage, verdicts }: Reached): readonly Attempt[] {
  return moves.flatMap((move): readonly Attempt[] => {
    const declared = definition.events[move.type];
    if (move.as === 'engine' || verdicts.get(move.name) !== 'accepted' || declared === undefined) return [];
    const sender = senderOf(move, facetsOf(stage));
    if (sender === undefined || sender === CLAIMANT) return [];
    const data = move.data(stage.snapshot.context as never);
    return spoiltNames(declared.data, data).map((spoilt) => ({ ...spoilt, type: move.type, sender }));
  });
}

/** The events of people that name something. */
function eventsThatName({ definition, moves }: Repertoire): readonly string[] {
  const named = Object.entries(definition.events).filter(([type, declared]) => {
    const samples = moves.filter((move) => move.type === type && move.as !== 'engine');
    return !isOnlyByEngine(declared) && samples.length > 0 && namesIn(declared.data);
  });
  return named.map(([type]) => type).toSorted();
}

function clientOf(sender: string): Client {
  return caller(open.port, open.contract, open.keyOf(seatPrincipal(sender)));
}

describe.each(visits)('$name', ({ repertoire, reached }) => {
  it('takes no name that is unknown, abolished, foreign or past, in whatever state', async () => {
    const tried = new Set<string>();
    await atOnce(reached, AT_ONCE, async (here) => {
      const attempts = attemptsIn(repertoire, here);
      if (attempts.length === 0) return;
      const id = await brought(open, repertoire, here);
      const before = await traceOf(open, id);
      for (const { type, sender, data, how, place } of attempts) {
        const headers = { 'If-Match': `"${before.revision}"`, 'Idempotency-Key': freshKey() };
        const answer = await clientOf(sender).post(eventsOf(id), { type, data }, headers);
        const which = { state: here.state, type, how, place };
        expect({ ...which, status: answer.status, text: answer.text }).toEqual({
          ...which,
          status: answer.status === 409 ? 409 : 422,
          text: expect.any(String),
        });
        tried.add(type);
      }
      // Had a refused one been taken after all, those after it would have been of an old revision.
      expect(await traceOf(open, id)).toEqual(before);
    });
    expect([...tried].toSorted()).toEqual(eventsThatName(repertoire));
  });
});

describe('what is submitted', () => {
  it.each(visits.filter(({ repertoire }) => repertoire.definition.submittedBy.length > 0))(
    'to $name takes no such name either',
    async ({ repertoire: { definition, openings } }) => {
      const before = await open.count('task');
      for (const { input } of openings) {
        for (const { data, how, place } of spoiltNames(definition.input, input)) {
          const answer = await clientOf(TASK_FORCE).post('/api/v1/tasks', {
            workflow: definition.name,
            input: data,
          });
          expect({ how, place, status: answer.status }).toEqual({ how, place, status: 422 });
        }
      }
      expect(await open.count('task')).toBe(before);
    },
  );
});

it('leaves the history as provable as it was', async () => {
  const { figures, counterExamples } = await open.deps.prove();
  expect(counterExamples).toEqual([]);
  expect(figures).toMatchObject({ violations: 0, healed: 0 });
});

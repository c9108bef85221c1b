import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seatPrincipal } from '../../../src/access/keys/principal-id.ts';
import { type Move, type Reached, type Repertoire, reachedStates } from '../../workflows/moves/pairs.ts';
import { repertoires } from '../../workflows/moves/repertoires.ts';
import { facetsOf } from '../../workflows/stage.ts';
import { atOnce } from '../stage/at-once.ts';
import { caller } from '../stage/client.ts';
import { eventsOf, freshKey } from '../stage/keyed-requests.ts';
import { CLAIMANT, senderOf, TASK_FORCE } from '../stage/pair-attempts.ts';
import { brought, openPairDoor, type PairDoor, traceOf } from '../stage/pair-door.ts';
import { withValue } from '../stage/spoilt-names.ts';

const AT_ONCE = 8;

let open: PairDoor;

beforeAll(async () => {
  open = await openPairDoor();
});
afterAll(() => open.close());

interface Odd {
  readonly what: string;
  readonly data: unknown;
  /** Some are odd and still fine, such as a list left empty that may be. */
  readonly isRefused: boolean;
}

type Place = readonly (string | number)[];

/** Data with one member empty, huge, doubled or of another kind, and data that are none. */
function oddOf(data: unknown): readonly Odd[] {
  const within = placesIn(data, []).flatMap(([place, value]) =>
    oddValues(value).map(([what, odd, isRefused]) => ({
      what: `${place.join('/')} ${what}`,
      data: withValue(data, place, odd),
      isRefused,
    })),
  );
  const whole = [[], 'x', 7, { unheardOf: 1 }].map((odd) => ({
    what: `all of it ${JSON.stringify(odd)}`,
    data: odd,
    isRefused: true,
  }));
  return [...within, ...whole];
}

function placesIn(value: unknown, place: Place): readonly (readonly [Place, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[place, value]];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const parts = inner.flatMap(([key, one]: [string | number, unknown]) => placesIn(one, [...place, key]));
  return place.length === 0 ? parts : [[place, value], ...parts];
}

function oddValues(value: unknown): readonly (readonly [what: string, odd: unknown, isRefused: boolean])[] {
  if (typeof value === 'string') {
    return [
      ['empty', '', true],
      ['blank', ' \t ', true],
      ['huge', '长'.repeat(20_000), true],
      ['with U+0000', `${value}\u0000`, true],
      ['with half a character', `${value}\ud800`, true],
      ['a number', 7, true],
      ['a list', [value], true],
    ];
  }
  if (typeof value === 'number') {
    return [
      ['negative', -1, true],
      ['huge', 1e12, true],
      ['broken', 0.5, true],
      ['a text', String(value), true],
    ];
  }
  if (Array.isArray(value)) {
    return [
      ['empty', [], false],
      ['doubled', [...value, ...value], value.length > 0],
      ['endless', Array.from({ length: 500 }, () => value[0] as unknown), value.length > 0],
      ['a text', 'x', true],
      ['of nothing', [null], true],
    ];
  }
  return [
    ['a text', 'x', true],
    ['empty', {}, true],
    ['a list', [], true],
  ];
}

/** Where each event of people is taken for the first time. */
function chancesIn(repertoire: Repertoire): readonly (readonly [Move, Reached])[] {
  const reached = reachedStates(repertoire);
  return repertoire.moves.flatMap((move) => {
    if (move.as === 'engine' || move.principal !== undefined) return [];
    const here = reached.find(({ verdicts }) => verdicts.get(move.name) === 'accepted');
    return here === undefined ? [] : [[move, here] as const];
  });
}

describe.each(repertoires.map((repertoire) => [repertoire.definition.name, repertoire] as const))(
  '%s',
  (_name, repertoire) => {
    it('refuses data that are empty, huge, doubled or of another kind, and changes nothing', async () => {
      const wrong: unknown[] = [];
      await atOnce(chancesIn(repertoire), AT_ONCE, async ([move, here]) => {
        const sender = senderOf(move, facetsOf(here.stage));
        if (sender === undefined || sender === CLAIMANT) return;
        const client = caller(open.port, open.contract, open.keyOf(seatPrincipal(sender)));
        let id = await brought(open, repertoire, here);
        let before = await traceOf(open, id);
        for (const { what, data, isRefused } of oddOf(move.data(before.context as never))) {
          const headers = { 'If-Match': `"${before.revision}"`, 'Idempotency-Key': freshKey() };
          const { status } = await client.post(eventsOf(id), { type: move.type, data }, headers);
          const isAsWanted = isRefused ? status >= 400 && status < 500 : status < 500;
          if (!isAsWanted) wrong.push([move.name, what, status]);
          if (status >= 300) continue;
          id = await brought(open, repertoire, here);
          before = await traceOf(open, id);
        }
        // Had a refused one been taken after all, those after it would have been of an old revision.
        expect(await traceOf(open, id)).toEqual(before);
      });
      expect(wrong).toEqual([]);
    });
  },
);

describe('what is submitted', () => {
  it.each(
    repertoires
      .filter(({ definition }) => definition.submittedBy.length > 0)
      .map(({ definition, openings }) => [definition.name, openings] as const),
  )('to %s is refused where it is odd', async (workflow, openings) => {
    const client = open.as(TASK_FORCE);
    const wrong: unknown[] = [];
    for (const { what, data, isRefused } of oddOf(openings[0]?.input)) {
      const before = await open.count('task');
      const { status } = await client.post('/api/v1/tasks', { workflow, input: data });
      if (isRefused ? status < 400 || status >= 500 : status >= 500) wrong.push([what, status]);
      if (status >= 400) expect(await open.count('task')).toBe(before);
    }
    expect(wrong).toEqual([]);
  });
});

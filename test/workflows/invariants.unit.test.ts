import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { storedOf } from '../../src/engine/steps/step.ts';
import { brokenInvariants } from './invariants.ts';
import { type Move, type Repertoire, tried } from './moves/pairs.ts';
import { repertoires } from './moves/repertoires.ts';
import { fired, later, opened, reloaded, type Stage } from './stage.ts';

const DAY = 86_400_000;

/** `move` tries anything by anybody; `live` takes one of the moves that keep the task open, so that plays get far. */
type Command =
  | { readonly kind: 'move'; readonly move: Move; readonly principal: string }
  | { readonly kind: 'live'; readonly nth: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'ring'; readonly nth: number }
  | { readonly kind: 'reload' };

/** A task, and the timers that have fired since their state was entered. */
interface Play {
  readonly stage: Stage;
  readonly fired: ReadonlySet<string>;
}

describe.each(repertoires.map((repertoire) => [repertoire.definition.name, repertoire] as const))(
  'whatever happens to a task of %s',
  (_name, repertoire) => {
    it('every invariant holds after every event, and a refused one changes nothing', () => {
      fc.assert(
        fc.property(plays(repertoire), ({ opening, commands }) => {
          let play: Play = { stage: opened(repertoire.definition, opening.input), fired: new Set() };
          expect(brokenInvariants(play.stage, play.fired)).toEqual([]);
          for (const command of commands) {
            const before = JSON.stringify(storedOf(play.stage.snapshot));
            const next = obeyed(play, command, repertoire);
            expect(JSON.stringify(storedOf(play.stage.snapshot))).toBe(before);
            if (next !== undefined) play = next;
            expect(brokenInvariants(play.stage, play.fired)).toEqual([]);
          }
        }),
        { numRuns: 200 },
      );
    });

    it('the same events lead to the same task, loaded anew before each or not', () => {
      fc.assert(
        fc.property(plays(repertoire), ({ opening, commands }) => {
          const ends = [commands, commands.flatMap((command) => [{ kind: 'reload' } as const, command])].map(
            (told) => {
              let play: Play = { stage: opened(repertoire.definition, opening.input), fired: new Set() };
              for (const command of told) play = obeyed(play, command, repertoire) ?? play;
              return JSON.stringify([storedOf(play.stage.snapshot), [...play.stage.timers]]);
            },
          );
          expect(ends[1]).toBe(ends[0]);
        }),
        { numRuns: 100 },
      );
    });
  },
);

function plays({ moves, openings }: Repertoire) {
  const command: fc.Arbitrary<Command> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        move: fc.constantFrom(...moves),
        principal: fc.constantFrom('p-wang', 'p-li'),
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('live' as const), nth: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(45 * DAY) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('ring' as const), nth: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'reload' as const }) },
  );
  return fc.record({
    opening: fc.constantFrom(...openings),
    commands: fc.array(command, { minLength: 5, maxLength: 60, size: 'max' }),
  });
}

/** What a command makes of a play; undefined where it is refused or comes to nothing. */
function obeyed({ stage, fired: rung }: Play, command: Command, { moves }: Repertoire): Play | undefined {
  switch (command.kind) {
    case 'move':
      return moved(tried(stage, { ...command.move, principal: command.principal }).stage);
    case 'live': {
      // The next one that comes to something, from a move that the command names.
      const from = command.nth % moves.length;
      for (const move of [...moves.slice(from), ...moves.slice(0, from)]) {
        const next = tried(stage, move).stage;
        if (next?.snapshot.status === 'active') return moved(next);
      }
      return undefined;
    }
    case 'wait':
      return { stage: later(stage, command.ms), fired: rung };
    case 'ring': {
      const key = [...stage.timers.keys()][command.nth];
      const next = key === undefined ? undefined : fired(stage, key);
      return key === undefined || next === undefined
        ? undefined
        : { stage: next, fired: new Set([...rung, key]) };
    }
    case 'reload':
      return { stage: reloaded(stage), fired: rung };
  }

  function moved(next: Stage | undefined): Play | undefined {
    return next && { stage: next, fired: new Set([...rung].filter((key) => !next.timers.has(key))) };
  }
}

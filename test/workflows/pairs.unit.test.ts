import { describe, expect, it } from '@jest/globals';
import { describeWorkflow } from '../../src/engine/definition/describe.ts';
import { offersOf } from '../../src/engine/definition/offers.ts';
import { storedOf } from '../../src/engine/steps/step.ts';
import { derivedId } from '../../src/platform/ids.ts';
import { workflows } from '../../workflows/index.ts';
import { relations } from '../../workflows/vocabulary.ts';
import { legalEvents, senders } from './moves/legal-events.ts';
import { type Move, type Reached, reachedStates, tried, type Verdict } from './moves/pairs.ts';
import { repertoires } from './moves/repertoires.ts';
import { actorOf, personOf } from './stage.ts';

it('every workflow has its repertoire', () => {
  expect(repertoires.map(({ definition }) => definition.name)).toEqual(workflows.map(({ name }) => name));
});

describe.each(repertoires.map((repertoire) => [repertoire.definition.name, repertoire] as const))(
  '%s',
  (name, repertoire) => {
    const { definition, moves } = repertoire;
    const description = describeWorkflow(definition);
    const reached = reachedStates(repertoire);
    const told = reached.map((one) => [tellingOf(one), one] as const);

    it('is reached in each of its states', () => {
      // A state that is left at once by `always` is never stored, so nobody ever meets it.
      const passing = description.transitions.filter(({ trigger }) => trigger.kind === 'always');
      const resting = description.states
        .filter(
          ({ type, path }) =>
            ['atomic', 'final'].includes(type) && !passing.some(({ from }) => from === path),
        )
        .map(({ path }) => path);
      expect([...new Set(reached.map(({ state }) => state))].toSorted()).toEqual(resting.toSorted());
    });

    it('takes in each state what the county allows there and nothing else', () => {
      const accepted: Record<string, Set<string>> = {};
      for (const { state, verdicts } of reached) {
        const here = (accepted[state] ??= new Set());
        for (const { name: move, type } of moves) if (verdicts.get(move) === 'accepted') here.add(type);
      }
      for (const [state, events] of Object.entries(legalEvents[name] ?? {})) {
        expect({ state, events: [...(accepted[state] ?? [])].toSorted() }).toEqual({
          state,
          events: events.toSorted(),
        });
      }
      expect(Object.keys(accepted).toSorted()).toEqual(Object.keys(legalEvents[name] ?? {}).toSorted());
    });

    it('ends where nothing may happen any more, and nowhere else', () => {
      for (const { state, stage } of reached) {
        const ended = legalEvents[name]?.[state]?.length === 0;
        expect({ state, status: stage.snapshot.status }).toEqual({
          state,
          status: ended ? 'done' : 'active',
        });
      }
    });

    it('lets those send who may', () => {
      expect(
        Object.fromEntries(Object.entries(definition.events).map(([type, { by }]) => [type, by])),
      ).toEqual(senders[name]);
    });

    describe.each(told)('%s', (_telling, here) => {
      it.each(moves.map((move) => [move.name, move] as const))('%s', (_name, move) => {
        const before = JSON.stringify(storedOf(here.stage.snapshot));
        const { verdict, stage } = tried(here.stage, move);
        expect(verdict).toBe(verdictByMachine(here, move));
        expect(JSON.stringify(storedOf(here.stage.snapshot))).toBe(before);
        if (stage !== undefined)
          expect(definition.context.safeParse(stage.snapshot.context).success).toBe(true);
      });

      it('refuses everybody whom the event does not name, whatever its data', () => {
        for (const move of moves) {
          for (const relation of Object.keys(relations)) {
            if (definition.events[move.type]?.by.includes(relation)) continue;
            const verdict = tried(here.stage, { ...move, as: relation }).verdict;
            expect({ move: move.name, relation, verdict }).toMatchObject({ verdict: 'not-permitted' });
          }
        }
      });

      it('refuses data that the event does not declare, and events that nobody declares', () => {
        for (const move of moves) {
          const bad = (context: never) => ({ ...Object(move.data(context)), unheardOf: 1 });
          expect({ move: move.name, verdict: tried(here.stage, { ...move, data: bad }).verdict }).toEqual({
            move: move.name,
            verdict: 'event-invalid',
          });
        }
        const unknown: Move = { name: 'fly', type: 'fly', as: 'taskForce', data: () => ({}) };
        expect(tried(here.stage, unknown).verdict).toBe('event-unknown');
      });

      it('offers what it takes, and says in both languages why it does not take the rest', () => {
        const asked = new Map<string, ReturnType<typeof offersOf>>();
        for (const move of moves) {
          const actor = move.principal === undefined ? actorOf(move.as) : personOf(move.principal);
          const envelope = { actor, at: here.stage.at, id: derivedId('offer', 0) };
          const who = `${actor.principal} ${move.as}`;
          const offers = asked.get(who) ?? offersOf(definition, here.stage.snapshot, [move.as], envelope);
          asked.set(who, offers);
          const offer = offers.find(({ type }) => type === move.type);
          if (move.as === 'engine') {
            expect(offer).toBeUndefined();
            continue;
          }
          const verdict = here.verdicts.get(move.name);
          if (verdict === 'accepted') expect(offer).toMatchObject({ allowed: true });
          if (verdict === 'event-not-accepted') expect(offer).toMatchObject({ allowed: false });
          if (offer?.allowed === false) {
            expect(offer.reason?.zh).toMatch(/[\u4e00-\u9fff]/u);
            expect(offer.reason?.en).toMatch(/[a-z]/u);
          }
        }
      });
    });

    /** What must come of a move, read off the machine as data and its guards one by one. */
    function verdictByMachine({ state, stage }: Reached, { type, data, as, principal }: Move): Verdict {
      const final = description.states.some(({ path, type: kind }) => path === state && kind === 'final');
      const candidates = description.transitions.filter(
        ({ from, trigger }) =>
          trigger.kind === 'event' &&
          trigger.event === type &&
          (from === '' || `${state}.`.startsWith(`${from}.`)),
      );
      if (final || candidates.length === 0) return 'event-not-accepted';
      const { context } = stage.snapshot;
      const actor = principal === undefined ? actorOf(as) : personOf(principal);
      const event = { type, actor, at: stage.at, id: '', data: data(context as never) };
      const holds = (guard: string) => {
        const written = definition.machine.implementations.guards[guard];
        if (typeof written !== 'function') throw new Error(`Guard ${guard} is not written.`);
        return written({ context, event } as never, undefined);
      };
      const open = candidates.some(({ guards }) => guards.every((guard) => holds(guard.name)));
      return open ? 'accepted' : 'guard-failed';
    }
  },
);

function tellingOf({ state, opening, path }: Reached): string {
  return [`${state} after ${opening}`, ...path.map(({ name }) => name)].join(' > ');
}

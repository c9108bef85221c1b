import { describe, expect, it } from '@jest/globals';
import { CLOCK_PARTIES } from '../../src/vocabulary/clock-party.ts';
import { reachedStates } from './moves/pairs.ts';
import { repertoires } from './moves/repertoires.ts';
import { facetsOf, stateOf } from './stage.ts';

const COUNTY = ['reform-task', 'section-assignment'];

describe('the clock of a task of the county', () => {
  const stages = repertoires
    .filter(({ definition }) => COUNTY.includes(definition.name))
    .flatMap((repertoire) => reachedStates(repertoire).map(({ stage }) => stage));

  const partiesIn = (state: string) =>
    new Set(stages.filter((stage) => stateOf(stage) === state).map((stage) => facetsOf(stage).clock));

  it.each(stages.map((stage) => [`${stage.definition.name} ${stateOf(stage)}`, stage] as const))(
    'belongs to one known party while it runs, and to nobody once it has ended: %s',
    (_, stage) => {
      const { clock } = facetsOf(stage);
      if (stage.snapshot.status === 'done') expect(clock).toBeNull();
      else expect(Object.keys(CLOCK_PARTIES)).toContain(clock);
    },
  );

  it('runs for the receiver before receipt, and for the section while one is at work', () => {
    expect(partiesIn('open.dispatched')).toEqual(new Set(['receipt']));
    expect(partiesIn('open.claimed')).toEqual(new Set(['taskForce']));
    expect(partiesIn('routing')).toEqual(new Set(['taskForce']));
  });
});

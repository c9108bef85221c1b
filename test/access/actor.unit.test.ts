import { describe, expect, it } from '@jest/globals';
import { actorOf, actorOn, standsIn } from '../../src/access/actor.ts';
import { county } from '../http/stage/county.ts';
import { awayFrom, callerOf } from './callers.ts';

const now = '2026-11-23T01:00:00.000Z';
const seat = '330523-O1/A';

describe('the actor in the log', () => {
  it('is the principal through its own seat', () => {
    const caller = callerOf(seat);
    expect(standsIn(caller)).toBe(false);
    expect(actorOf(caller)).toEqual({
      principal: `seat:${seat}`,
      person: 'p-O1-A',
      name: `任${seat}`,
      seat,
    });
    expect(actorOn(caller, seat, county(), now)).toEqual(actorOf(caller));
  });

  it('names both where a deputy acts', () => {
    const away = county({ absences: [awayFrom(seat)] });
    const deputy = callerOf('330523-O1/B', away);
    expect(standsIn(deputy)).toBe(true);
    expect(actorOn(deputy, seat, away, now)).toEqual({
      principal: 'seat:330523-O1/B',
      person: 'p-O1-B',
      name: '任330523-O1/B',
      seat: '330523-O1/B',
      onBehalfOf: `seat:${seat}`,
      forPerson: 'p-O1-A',
    });
    expect(actorOn(deputy, '330523-O2/A', away, now)).not.toHaveProperty('onBehalfOf');
  });

  it('has no seat where a machine acts', () => {
    expect(actorOf(callerOf('machine:evaluation'))).toEqual({
      principal: 'machine:evaluation',
      name: '评估接口',
    });
  });
});

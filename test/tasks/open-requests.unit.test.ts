import { describe, expect, it } from '@jest/globals';
import { openRequestersOf } from '../../src/tasks/open-requests.ts';

const asked = { by: 'p-a', onBehalfOf: 'p-holder' };
const of = (state: string, context: object) => openRequestersOf({ state, context });

describe('who waits for a decision on their own request', () => {
  it.each([
    'open.returning.atLeader',
    'open.working.extending.assessing',
    'open.working.extending.atLeader',
    'open.working.parking.atTaskForce',
  ])('is who asked, and for whom: %s', (state) => {
    expect(of(state, { request: asked, returns: [], claim: null })).toMatchObject({
      principals: ['p-a', 'p-holder'],
    });
  });

  it('is who returned it and who signed that, until the ruling', () => {
    const returns = [{ by: 'p-old' }, { ...asked, onBehalfOf: null, signedBy: 'p-leader' }];
    expect(of('open.returned', { returns })).toMatchObject({ principals: ['p-a', 'p-leader'] });
    expect(of('open.ruling', { returns })).toMatchObject({ principals: ['p-a', 'p-leader'] });
  });

  it('is who claimed it done, until the review', () => {
    expect(of('open.claimed', { claim: asked })).toMatchObject({ principals: ['p-a', 'p-holder'] });
  });

  it('is nobody where nothing waits, or in a workflow that keeps no such thing', () => {
    expect(of('open.working.handling', { request: asked, returns: [asked], claim: asked })).toEqual({
      people: [],
      principals: [],
    });
    expect(of('open.returned', {})).toEqual({ people: [], principals: [] });
    expect(openRequestersOf({ state: 'claimed', context: null })).toEqual({ people: [], principals: [] });
  });

  it('names the people where they were kept', () => {
    const claim = { ...asked, people: ['p-1', 'p-2'] };
    expect(of('open.claimed', { claim })).toMatchObject({ people: ['p-1', 'p-2'] });
  });
});

import { describe, expect, it } from '@jest/globals';
import { readingsOf } from '../../../src/vocabulary/readings.ts';
import { workflows } from '../../../workflows/index.ts';
import { requesters } from '../../../workflows/reform-task/requests/requesters.ts';
import { rememberedContext } from '../remembered-context.ts';

const asked = { by: 'p-a', onBehalfOf: 'p-holder', people: [] };
/** Of a task that remembers these requests, as far as requesters are read off them. */
const of = (state: string, requests: object) => requesters({ ...rememberedContext(), ...requests }, state);

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
    const returns = [
      { by: 'p-old', onBehalfOf: null, people: [] },
      { ...asked, onBehalfOf: null, signedBy: 'p-leader' },
    ];
    expect(of('open.returned', { returns })).toMatchObject({ principals: ['p-a', 'p-leader'] });
    expect(of('open.ruling', { returns })).toMatchObject({ principals: ['p-a', 'p-leader'] });
  });

  it('is who claimed it done, until the review', () => {
    expect(of('open.claimed', { claim: asked })).toMatchObject({ principals: ['p-a', 'p-holder'] });
  });

  it('is nobody where nothing waits', () => {
    expect(of('open.working.handling', { request: asked, returns: [asked], claim: asked })).toEqual({
      people: [],
      principals: [],
    });
    expect(of('open.returned', {})).toEqual({ people: [], principals: [] });
  });

  it('names the people where they were kept', () => {
    const claim = { ...asked, people: ['p-1', 'p-2'] };
    expect(of('open.claimed', { claim })).toMatchObject({ people: ['p-1', 'p-2'] });
  });

  it('is said by every workflow of the program, for where none says it nobody decides', () => {
    expect(workflows.filter((one) => readingsOf(one).requesters === undefined)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { evaluationPrincipals } from '../../src/access/keys/evaluation-principals.ts';
import { roles } from '../../src/access/role.ts';
import { county } from '../http/stage/county.ts';
import { NOW } from './callers.ts';

describe('the principals of the evaluation mode', () => {
  const directory = county();
  const principals = evaluationPrincipals(directory, NOW);

  it('are one for every seat, named after its holder, and one machine', () => {
    expect(principals.length).toBe(directory.seats.length + 1);
    expect(new Set(principals.map(({ id }) => id)).size).toBe(principals.length);
    expect(principals[0]).toEqual({
      id: 'seat:330523-O1/A',
      name: '任330523-O1/A',
      person: 'p-O1-A',
      role: 'commissioner',
      seats: ['330523-O1/A'],
      scopes: [],
    });
  });

  it('have every role there is', () => {
    expect([...new Set(principals.map(({ role }) => role))].toSorted()).toEqual(
      Object.keys(roles).toSorted(),
    );
  });

  it('are bound to the people who hold the seats, so that an empty one has none', () => {
    const held = principals.find(({ id }) => id === 'seat:330523-O1/B');
    expect(held).toMatchObject({ person: 'p-O1-B', name: '任330523-O1/B' });
    const tenures = directory.tenures.filter(({ seat }) => seat !== '330523-O1/B');
    const found = evaluationPrincipals(county({ tenures }), NOW).find(({ id }) => id === 'seat:330523-O1/B');
    expect(found).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { whyNotMigrated } from '../../../src/platform/postgres/why-not-migrated.ts';

const failed = (code: string, message = 'it failed\n    at migrate.js:1') =>
  Object.assign(new Error(message), { code });

describe('a migration that fails', () => {
  it.each([
    ['42501', 'own the database'],
    ['53100', 'make room'],
    ['58030', 'make room'],
    ['25006', 'read-only'],
    ['55P03', 'in use'],
    ['57014', 'cancelled'],
    ['57P01', 'try again when it is back'],
    ['08006', 'try again when it is back'],
    ['ECONNRESET', 'try again when it is back'],
    ['42P07', 'tell the makers'],
    ['23505', 'tell the makers'],
  ])('%s says in one line what to do about it', (code, remedy) => {
    const said = whyNotMigrated(failed(code));
    expect(said).toContain(`(${code})`);
    expect(said).toContain(remedy);
    expect(said.split('\n')).toHaveLength(1);
    if (code !== '42501') expect(said).not.toContain('own the database');
  });

  it('says what there is where there is no code', () => {
    expect(whyNotMigrated(new Error('Connection terminated unexpectedly'))).toContain('when it is back');
    expect(whyNotMigrated('odd')).toContain('odd');
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { tellFailure } from '../../src/main/tell-failure.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import { PLACE_FAULTS } from '../../src/platform/place-fault.ts';

const { config } = loadConfig(
  { DATABASE_URL: 'postgresql://lin:secret@db.example/onedoor', ONEDOOR_DATA_DIR: '/srv/data' },
  '/',
);

const systemError = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: it went wrong`), { code, path });

describe('what kept a program from its work', () => {
  it.each(['EPERM', 'EPIPE', 'EBUSY', 'EXDEV', 'ENODEV', 'E2BIG'])(
    '%s looks like a code of PostgreSQL, and is none',
    (code) => {
      expect(tellFailure(systemError(code), config)).toBe(`${code}: it went wrong`);
    },
  );

  it('names the database, without its password, where PostgreSQL itself complains', () => {
    const error = Object.assign(new DatabaseError('permission denied', 1, 'error'), { code: '42501' });
    const said = tellFailure(error, config);
    expect(said).toContain('DATABASE_URL=postgresql://');
    expect(said).toContain('make it the owner');
    expect(said).not.toContain('secret');
  });

  it.each(Object.keys(PLACE_FAULTS))(
    'names the setting of a folder in which something failed: %s',
    (code) => {
      expect(tellFailure(systemError(code, '/srv/data/postgres'), config)).toContain(
        'ONEDOOR_DATA_DIR=/srv/data',
      );
      expect(tellFailure(systemError(code, '/srv/data'), config)).toContain('ONEDOOR_DATA_DIR=/srv/data');
    },
  );

  it('names no setting whose folder only begins alike', () => {
    expect(tellFailure(systemError('EACCES', '/srv/data2/postgres'), config)).not.toContain(
      'ONEDOOR_DATA_DIR',
    );
    const fault = new Error(`${resolve('/srv/database')}/limits.yaml: a limit is missing`);
    expect(tellFailure(fault, config)).not.toContain('ONEDOOR_DATA_DIR');
  });
});

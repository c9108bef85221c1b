import { describe, expect, it } from '@jest/globals';
import { inheritedEnvironment } from '../../../src/platform/process/inherited-environment.ts';

describe('what a program inherits of our environment', () => {
  it('is where things are found and which time it is, and nothing that we alone should know', () => {
    const found = { PATH: '/bin', LD_PRELOAD: 'libfaketime.so.1', FAKETIME: '+8640000', NO_FAKE_STAT: '1' };
    const own = {
      DATABASE_URL: 'postgresql://u:secret@h/d',
      PGDATA: '/elsewhere',
      LANG: 'zh_CN.UTF-8',
      EMPTY: undefined,
    };
    expect(inheritedEnvironment({ ...found, ...own })).toEqual(found);
  });
});

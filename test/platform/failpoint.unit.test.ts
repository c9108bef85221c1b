import { describe, expect, it } from '@jest/globals';
import { failpoint, failpoints, planOf } from '../../src/platform/failpoint.ts';

describe('failpoints', () => {
  it('are twenty, and each is found by its name and by its number', () => {
    expect(failpoints).toHaveLength(20);
    for (const name of failpoints) {
      expect(planOf(`${name}:kill`)).toEqual({ point: name, action: 'kill', nth: 1 });
      expect(planOf(`${name.split('-')[0]}:pause:3`)).toEqual({ point: name, action: 'pause', nth: 3 });
    }
  });

  it('do nothing without the variable', () => {
    for (const name of failpoints) expect(failpoint(name)).toBeUndefined();
  });

  it.each(['A9:kill', 'A1', 'A1:maim', 'A1:kill:0', 'A1:kill:x'])('refuse %s', (text) => {
    expect(() => planOf(text)).toThrow(`FAILPOINT=${text}`);
  });
});

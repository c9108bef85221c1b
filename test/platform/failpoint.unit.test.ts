import { describe, expect, it } from '@jest/globals';
import { failpoint, failpoints, planOf } from '../../src/platform/failpoint.ts';

describe('failpoints', () => {
  it('are each found by its name and by its number', () => {
    for (const name of failpoints) {
      expect(planOf(`${name}:kill`)).toEqual({ point: name, action: 'kill', nth: 1, afterMs: 0 });
      expect(planOf(`${name.split('-')[0]}:pause:3:20`)).toEqual({
        point: name,
        action: 'pause',
        nth: 3,
        afterMs: 20,
      });
    }
  });

  it('do nothing without the variable', () => {
    for (const name of failpoints) expect(failpoint(name)).toBeUndefined();
  });

  it.each(['C9:kill', 'C1', 'C1:maim', 'C1:kill:0', 'C1:kill:x', 'C1:kill:1:-1'])('refuse %s', (text) => {
    expect(() => planOf(text)).toThrow(`FAILPOINT=${text}`);
  });
});

import { describe, expect, it } from '@jest/globals';
import { judge, type Sight, type Watch } from '../../src/engine/work/watchdog.ts';

const LIMIT_SECONDS = 30;
const START: Watch = { handled: 7, progressAt: 0, replaced: false };
const stuck = (seconds: number): Sight => ({
  handled: 7,
  oldestSeconds: seconds,
  now: seconds * 1_000,
  heard: true,
});

/** What is done about one sight after the other. */
function acts(...sights: readonly Sight[]): readonly string[] {
  let watch = START;
  return sights.map((sight) => {
    const judgement = judge(watch, sight, LIMIT_SECONDS);
    watch = judgement.watch;
    return judgement.act;
  });
}

describe('the watchdog', () => {
  it('lets a worker be whose work is fresh, or that has just done some', () => {
    expect(acts(stuck(29), { ...stuck(60), handled: 8 }, { ...stuck(61), handled: 8 })).toEqual([
      'none',
      'none',
      'none',
    ]);
  });

  it('replaces a worker that is up but does nothing, and gives the process up when that did not help', () => {
    expect(acts(stuck(29), stuck(40), stuck(59), stuck(70), stuck(90))).toEqual([
      'none',
      'none',
      'replace',
      'none',
      'give-up',
    ]);
  });

  it('counts anew after a replacement that helped', () => {
    const helped = { ...stuck(70), handled: 8 };
    const again = { ...stuck(101), handled: 8 };
    expect(acts(stuck(31), helped, again)).toEqual(['replace', 'none', 'replace']);
  });

  it('blames no worker while the queue takes no doorbells, however long that lasts', () => {
    const deaf = (seconds: number) => ({ ...stuck(seconds), heard: false });
    expect(acts(deaf(60), deaf(600), deaf(3_600), stuck(3_620), stuck(3_631))).toEqual([
      'none',
      'none',
      'none',
      'none',
      'replace',
    ]);
  });
});

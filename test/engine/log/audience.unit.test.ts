import { describe, expect, it } from '@jest/globals';
import { ANNOUNCE_EVERY_MS, createAudience } from '../../../src/engine/log/audience.ts';

/** An audience that has asked who is there at 0, and given everybody time to answer. */
function asked() {
  const audience = createAudience();
  audience.asked(0);
  return audience;
}
const ANSWERED = 5_000;

describe('who may be listening', () => {
  it('is somebody until everybody had time to answer', () => {
    expect(createAudience().mayListen(1e9)).toBe(true);
    const audience = asked();
    expect(audience.mayListen(ANSWERED - 1)).toBe(true);
    expect(audience.mayListen(ANSWERED)).toBe(false);
  });

  it('is whoever said so, for as long as it goes on saying so', () => {
    const audience = asked();
    audience.heard('door', true, 0);
    expect(audience.mayListen(2 * ANNOUNCE_EVERY_MS)).toBe(true);
    audience.heard('door', true, 2 * ANNOUNCE_EVERY_MS);
    expect(audience.mayListen(4 * ANNOUNCE_EVERY_MS)).toBe(true);
    expect(audience.mayListen(5 * ANNOUNCE_EVERY_MS)).toBe(false);
  });

  it('is not a process at which nobody waits', () => {
    const audience = asked();
    audience.heard('worker', false, ANSWERED);
    expect(audience.mayListen(ANSWERED)).toBe(false);
    audience.heard('door', true, ANSWERED);
    expect(audience.mayListen(ANSWERED)).toBe(true);
  });

  it('is somebody again while this process hears nobody', () => {
    const audience = asked();
    audience.deaf();
    expect(audience.mayListen(1e9)).toBe(true);
    audience.asked(1e9);
    expect(audience.mayListen(1e9 + ANSWERED)).toBe(false);
  });
});

describe('another process', () => {
  it('is news when it is heard first, and when it is heard again after it was gone', () => {
    const audience = asked();
    expect(audience.heard('door', true, 0)).toBe(true);
    expect(audience.heard('door', true, ANNOUNCE_EVERY_MS)).toBe(false);
    expect(audience.heard('door', true, 4 * ANNOUNCE_EVERY_MS)).toBe(true);
  });
});

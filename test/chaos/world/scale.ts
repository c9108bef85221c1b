import type { NetworkFault } from '../../support/network/network-faults.ts';

/** How much of everything a round holds. */
export interface Scale {
  /** Tasks that are worked on at once. */
  readonly lives: number;
  /** Seconds in which every job is delivered several times. */
  readonly noiseSeconds: number;
  /** Kills per failpoint. */
  readonly strikes: number;
  /** Seconds of each outage of Redis. */
  readonly redisDown: readonly number[];
  /** Crashes of PostgreSQL, and times that all its connections are cut. */
  readonly crashes: number;
  readonly cuts: number;
  /** Whether what befalls networks, clocks and whole processes belongs to it; minutes of it. */
  readonly befalls: boolean;
  /** Seconds of each time in which connections are half dead, by the fault of the network. */
  readonly halfDead: Readonly<Partial<Record<NetworkFault, readonly number[]>>>;
  /** Seconds for which each wrong time is shown by the clocks of a door and a worker. */
  readonly wrongTimeSeconds: number;
  /** Times that another instance is started on a data folder that has an owner. */
  readonly intruders: number;
  /** Times that a worker is paused for longer than the lock of its jobs. */
  readonly pauses: number;
  /** Deaths of a worker after which the time until its work is done is taken. */
  readonly deaths: number;
  /** Seconds in which anybody may be killed at any moment. */
  readonly monkeySeconds: number;
}

export const scales = {
  small: {
    lives: 5,
    noiseSeconds: 6,
    strikes: 1,
    redisDown: [6],
    crashes: 1,
    cuts: 3,
    befalls: false,
    halfDead: {},
    wrongTimeSeconds: 0,
    intruders: 0,
    pauses: 1,
    deaths: 3,
    monkeySeconds: 0,
  },
  large: {
    lives: 8,
    noiseSeconds: 60,
    strikes: 5,
    redisDown: [6, 30],
    crashes: 8,
    cuts: 20,
    befalls: true,
    halfDead: { dropped: [3, 15], unanswered: [3, 15], stalled: [3, 15], slow: [10], reset: [5] },
    wrongTimeSeconds: 20,
    intruders: 3,
    pauses: 3,
    deaths: 10,
    monkeySeconds: 60,
  },
} as const satisfies Record<string, Scale>;

/** Locks of jobs hold 10 s: who sleeps longer finds them taken by others. */
export const PAUSE_SECONDS = 15;

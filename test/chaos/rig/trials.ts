/**
 * What befalls the processes of a round once, each at a moment that the round itself brings about: at a certain lost
 * doorbell of the unheard parcel, when everything is under way and something is still to be done.
 */
export const trials = {
  jump: 'clocks of a door and of both workers are set an hour forward or back, and set right again',
  deadDatabase: 'connections of both workers to the database carry nothing any more, and nobody hangs up',
  deadQueue: 'the queue takes no doorbell of the workers, and does not say so',
  upgrade: 'both workers are replaced by new ones, one after the other',
  stall: 'a worker is stalled between decision and commit, until another has done its work',
  foreignFleet: 'workers of another ledger serve the same queue, and are always first',
} as const;

export type Trial = keyof typeof trials;

export const allTrials = Object.keys(trials) as readonly Trial[];

/** At which lost doorbell of the unheard parcel it begins, and at which it is over. */
export const AT = { jumpEnds: 3, databaseDies: 2, queueDies: 3, upgrade: 2 } as const;

export const HOUR_MS = 3_600_000;

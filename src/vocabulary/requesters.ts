/** Whose undecided request a task holds. */
export interface Requesters {
  /** Ids of the people who made or signed it, and of those for whom they did; empty for requests of before these were kept. */
  readonly people: readonly string[];
  /** Ids of the principals with whose keys it was made. */
  readonly principals: readonly string[];
}

/** Of a task that holds no undecided request. */
export const NO_REQUESTERS: Requesters = { people: [], principals: [] };

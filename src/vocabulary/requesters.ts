/** The people behind the request of a task that still waits for a decision. */
export interface Requesters {
  /** Ids of the people who made or signed the request, and of those they acted for; empty for requests older than this record. */
  readonly people: readonly string[];
  /** Ids of the principals whose keys were used for it. */
  readonly principals: readonly string[];
}

/** The value for a task without such a request. */
export const NO_REQUESTERS: Requesters = { people: [], principals: [] };

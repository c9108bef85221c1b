/**
 * What a caller may read: a task is in scope when its unit, its accountable seat or the other seat it waits at is
 * named. Readers turn this into SQL, so that nothing out of scope is found, counted or exported.
 */
export type ReadScope =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'some';
      readonly units: readonly string[];
      readonly seats: readonly string[];
      /** Ids of single tasks besides, e.g. those that were lent to the caller. */
      readonly tasks?: readonly string[];
    };

/** Who reads: whose cursors these are, and what they may see. */
export interface Reader {
  readonly principal: string;
  readonly scope: ReadScope;
}

import type { Registry } from '../../engine/definition/registry.ts';
import type { Clock } from '../../platform/clock.ts';
import type { County } from '../county.ts';
import type { Database } from '../store/lists/listed-row.ts';

/** Where readers read: rows, and what gives them names, people and lights. */
export interface Sources {
  readonly database: Database;
  readonly registry: Registry;
  readonly county: County;
  readonly clock: Clock;
  /** The categories that matters may have; any where they are not given. */
  readonly categories?: ReadonlySet<string>;
}

import type { Caller } from '../access/caller.ts';
import { readScopeOf } from '../access/relations/may-read.ts';
import type { Reader } from '../tasks/lists/read-scope.ts';
import type { Sources } from '../tasks/view/sources.ts';
import type { Desk } from './desk.ts';

/** What the door holds, as readers of tasks want it. */
export function sourcesOf({ pool, engine, county, clock, categories }: Desk): Sources {
  return { database: pool, registry: engine.registry, county, clock, categories };
}

/** The caller as a reader: whose cursors, and what may be seen. */
export function readerOf(caller: Caller): Reader {
  return { principal: caller.id, scope: readScopeOf(caller) };
}

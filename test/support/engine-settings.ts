import type { EngineSettings } from '../../src/engine/engine.ts';

/** Settings of an engine in tests: batches as in operation, and a memory that a suite can fill. */
export const ENGINE_SETTINGS: EngineSettings = {
  reconcileSeconds: 5,
  keyHours: 24,
  batchSize: 100,
  committers: 2,
  cacheCapacity: 100,
};

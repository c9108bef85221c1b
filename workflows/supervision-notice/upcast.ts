import type { Upcaster } from '../../src/engine/definition/define.ts';

/** From version 1, whose notices said of no limit by when they were to be acknowledged. */
export const fromFirst: Upcaster = ({ value, context }) => ({
  value,
  context: { ...Object(context), acknowledgeBy: null },
});

import { z } from 'zod';
import { printAnchor } from './anchor.ts';
import type { Proof } from './proof.ts';
import { type CounterExample, type Rule, rules } from './rules.ts';

const figures = z.strictObject({
  tasks: z.int(),
  events: z.int(),
  pendingEffects: z.int(),
  seats: z.int(),
  instants: z.int(),
  onDutySeat: z.int(),
  clockMinutes: z.int(),
  beforeClock: z.int(),
  violations: z.int(),
  healed: z.int(),
  notFolded: z.record(z.string(), z.int()),
  seconds: z.strictObject({ read: z.number(), chain: z.number(), fold: z.number() }),
});

const counterExample = z.strictObject({
  rule: z.enum(Object.keys(rules) as [Rule, ...Rule[]]),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  taskId: z.string().nullable(),
  revision: z.int().nullable(),
  expected: z.string(),
  found: z.string(),
});

/** What a proof came to, as one JSON document: for `npm run proof -- --json` and for auditors over HTTP. */
export const proofReport = z.strictObject({
  holds: z.boolean(),
  seconds: z.number(),
  eventsPerSecond: z.int(),
  figures,
  /** The first ones; `figures.violations` counts all. */
  counterExamples: z.array(counterExample),
  /** What once did not hold and does again; `figures.healed` counts all. */
  healed: z.array(counterExample),
  /** The line to be kept outside of the database. */
  anchor: z.string(),
});

export type ProofReport = z.infer<typeof proofReport>;

/** Reports a proof that took so many seconds. */
export function reportOf(
  { holds, figures: found, counterExamples, healed, anchor }: Proof,
  seconds: number,
): ProofReport {
  return {
    holds,
    seconds,
    eventsPerSecond: Math.round(found.events / Math.max(seconds, 0.001)),
    figures: found,
    counterExamples: counterExamples.map(titled),
    healed: healed.map(titled),
    anchor: printAnchor(anchor),
  };
}

function titled({ healed: _known, ...example }: CounterExample): z.infer<typeof counterExample> {
  return { ...example, title: rules[example.rule] };
}

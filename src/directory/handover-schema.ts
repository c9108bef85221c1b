import { z } from 'zod';
import type { Handover } from './handover.ts';

const item = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['task', 'clock', 'promise', 'ruling', 'request', 'system']),
  title: z.string().min(1),
  // One text where a person wrote it, and in briefs of before.
  detail: z.union([z.string(), z.strictObject({ zh: z.string(), en: z.string() })]),
  since: z.iso.datetime({ offset: true }).exactOptional(),
});
const instant = z.iso.datetime({ offset: true });

/** A handover without its brief. */
export const handoverHeadSchema = z.strictObject({
  id: z.string().min(1),
  seat: z.string(),
  leaver: z.string(),
  newcomer: z.string(),
  effectiveAt: instant,
  openedBy: z.string(),
  openedAt: instant,
  leaverSignedAt: instant.exactOptional(),
  witness: z.string().exactOptional(),
  confirmed: z.strictObject({ by: z.string(), at: instant, effectiveAt: instant }).exactOptional(),
  withdrawn: z.strictObject({ by: z.string(), at: instant, reason: z.string().min(1) }).exactOptional(),
});

export type HandoverHead = z.infer<typeof handoverHeadSchema>;

/** A handover as it is stored. */
export const handoverSchema = handoverHeadSchema.extend({
  items: z.array(item),
  signedAt: z.record(z.string(), instant),
}) satisfies z.ZodType<Handover>;

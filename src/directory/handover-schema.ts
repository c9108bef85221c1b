import { z } from 'zod';
import type { Handover } from './handover.ts';

const item = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['task', 'clock', 'promise', 'ruling', 'request', 'system']),
  title: z.string().min(1),
  detail: z.string(),
});
const instant = z.iso.datetime({ offset: true });

/** A handover as it is stored. */
export const handoverSchema = z.strictObject({
  id: z.string().min(1),
  seat: z.string(),
  leaver: z.string(),
  newcomer: z.string(),
  effectiveAt: instant,
  openedBy: z.string(),
  openedAt: instant,
  items: z.array(item),
  leaverSignedAt: instant.exactOptional(),
  signedAt: z.record(z.string(), instant),
  confirmed: z.strictObject({ by: z.string(), at: instant, effectiveAt: instant }).exactOptional(),
  withdrawn: z.strictObject({ by: z.string(), at: instant, reason: z.string().min(1) }).exactOptional(),
}) satisfies z.ZodType<Handover>;

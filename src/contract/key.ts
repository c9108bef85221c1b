import { z } from 'zod';
import { person } from './seat.ts';

const instant = z.iso.datetime();

/** A key without its secret. */
export const keyEntry = z
  .strictObject({
    id: z.uuid(),
    principal: z.string(),
    seats: z.array(z.string()).readonly(),
    person: person.optional(),
    label: z.string(),
    scopes: z.array(z.string()).readonly(),
    issuedAt: instant,
    issuedBy: z.string(),
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    good: z.boolean().meta({
      description:
        '此刻可用：未撤销、未到期，且持有人仍任该岗 Good now: not revoked, not expired, its person still in the seat',
    }),
  })
  .meta({ id: 'KeyEntry' });

/** A key at the one moment when it can be read. */
export const givenKey = keyEntry
  .extend({
    key: z
      .string()
      .nullable()
      .meta({ description: '只显示这一次，系统只存摘要 Shown this once; null when the answer is repeated' }),
  })
  .meta({ id: 'GivenKey' });

export type KeyView = z.input<typeof keyEntry>;

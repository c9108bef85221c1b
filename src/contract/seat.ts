import { z } from 'zod';
import type { Via } from '../directory/resolve/resolution.ts';

/** A person by id and name. */
export const person = z.strictObject({ id: z.string(), name: z.string() });

/** Keyed by way, so that a way that the directory learns cannot be forgotten here. */
const ways = Object.keys({
  holder: 0,
  delegate: 0,
  deputy: 0,
  hostSectionHead: 0,
  dutySeat: 0,
} satisfies Record<Via, 0>) as [Via, ...Via[]];

/** A seat and the one person who answers for it now. */
export const seatView = z
  .strictObject({
    seat: z.string(),
    person,
    via: z.enum(ways),
    /** The holder, where another person answers for them. */
    onBehalfOf: person.optional(),
  })
  .meta({ id: 'Seat' });

export type SeatView = Readonly<z.input<typeof seatView>>;

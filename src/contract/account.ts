import { z } from 'zod';
import { person } from './seat.ts';

const instant = z.iso.datetime();

/** Who may sign in. */
export const account = z
  .strictObject({
    person,
    login: z.string(),
    state: z.enum(['invited', 'open', 'disabled']),
    createdAt: instant,
    createdBy: z.string(),
    passwordAt: instant.nullable(),
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'Account' });

/** A one-time link; its token is shown this once. */
export const givenInvitation = z
  .strictObject({ person, login: z.string(), token: z.string(), expiresAt: instant })
  .meta({ id: 'GivenInvitation' });

import { DatabaseError } from 'pg';

/** True for what PostgreSQL itself answered; its codes look like some of the system's (EPERM, EPIPE). */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError;
}

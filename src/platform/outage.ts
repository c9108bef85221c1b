import { codeOf } from './error-code.ts';

/** Connections that failed: of the system, and of PostgreSQL (classes 08, 53, 57 and a server that went read-only). */
const CODES =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|08...|53...|57...|25006|40001|40P01)$/;
/** What pg says without a code. */
const TEXTS =
  /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after|Client has encountered a connection error|Query read timeout)/;

/** True where the connection itself did not answer, so that nothing more can be said over it. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && TEXTS.test(error.message);
}

/** True for errors that say that a part we depend on does not answer: to the client, "try again later". */
export function isOutage(error: unknown): boolean {
  return CODES.test(codeOf(error) ?? '') || isUnanswered(error);
}

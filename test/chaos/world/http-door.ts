import type { Command, Door } from '../client.ts';

export interface HttpDoorTerms {
  readonly baseUrl: string;
  /** Key of a principal. */
  readonly keyOf: (principal: string) => string;
}

const TIMEOUT_MS = 8_000;
/** The server says itself that nobody can know yet, or that it was too busy to look. */
const NOT_DECIDED = new Set(['key-in-progress', 'unavailable', 'internal', 'too-many-requests']);

/** The product's door over HTTP: one try of a command. Rejects where nobody can know what became of it. */
export function createHttpDoor({ baseUrl, keyOf }: HttpDoorTerms): Door {
  return async ({ key, principal, type, data, task, expected }: Command) => {
    const path = task === null ? '/api/v1/tasks' : `/api/v1/tasks/${task}/events`;
    const body = task === null ? { workflow: 'reform-task', input: data } : { type, data };
    const answer = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keyOf(principal)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(task === null ? {} : { 'if-match': `"${expected}"` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = (await answer.json()) as { id?: string; revision?: number; code?: string };
    if (answer.ok && said.id !== undefined && said.revision !== undefined) {
      return { is: 'acked', status: answer.status, task: said.id, revision: said.revision };
    }
    const code = said.code ?? `status ${answer.status}`;
    if (answer.status >= 500 || NOT_DECIDED.has(code)) throw new Error(`${answer.status} ${code}`);
    return { is: 'refused', status: answer.status, code };
  };
}

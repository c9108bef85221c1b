import { expect } from '@jest/globals';
import { createWork } from '../../../src/engine/work/work.ts';
import { createCountyEffects } from '../../../src/tasks/answers/county-effects.ts';
import type { Answer } from './client.ts';
import type { OpenDoor } from './open-door.ts';

/** Reform tasks over HTTP, with the engine's work on them done as soon as it is asked for. */
export interface ReformDesk {
  /** Id of a task that was routed, or left to triage. */
  submit(input: object): Promise<string>;
  /** Sends an event on the newest revision. */
  send(seat: string, id: string, type: string, data?: object): Promise<Answer>;
  read(seat: string, id: string): Promise<Answer>;
  /** The engine does what a task waits for. */
  settle(id: string): Promise<void>;
}

const path = (id: string) => `/api/v1/tasks/${id}`;

/** Opens the desk over a door whose workflows include `reform-task`. */
export function reformDesk(open: OpenDoor): ReformDesk {
  const { pool, engine, deps } = open;
  const work = createWork(pool, engine, createCountyEffects(deps.county, deps.clock), {
    maxAttempts: 3,
    retrySeconds: () => 1,
    onOutcome: (outcome, { name }, error) => {
      if (error !== undefined) throw new Error(`${name}: ${outcome}`, { cause: error });
    },
  });
  return {
    async submit(input) {
      const given = { limit: { workingDays: 10 }, ...input };
      const answer = await open
        .as('330523-TF/A')
        .post('/api/v1/tasks', { workflow: 'reform-task', input: given });
      expect(answer.status).toBe(201);
      const { id } = answer.body as { id: string };
      await work({ tasks: [id] });
      return id;
    },
    async send(seat, id, type, data = {}) {
      const revision = (await engine.read(id))?.revision;
      const headers = { 'If-Match': `"${revision}"` };
      const answer = await open.as(seat).post(`${path(id)}/events`, { type, data }, headers);
      await work({ tasks: [id] });
      return answer;
    },
    read: (seat, id) => open.as(seat).get(path(id)),
    settle: (id) => work({ tasks: [id] }),
  };
}

import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Engine } from '../../../../src/engine/engine.ts';
import type { KeptAnswer, Task } from '../../../../src/engine/steps/task.ts';
import { keepAnswer, recallAnswer } from '../../../../src/engine/store/kept-answers.ts';
import { type Answering, KeyTaken } from '../../../../src/engine/writing/commands.ts';
import { isClientProblem, Problem } from '../../../../src/platform/wording/problem.ts';
import type { Operation } from '../../checker/operation.ts';
import type { Command, Door } from '../../client.ts';

const KEY_HOURS = 24;

export interface DoorSettings {
  /** Whether the answer is kept in the commit, as it must be, or by a statement of its own afterwards. */
  readonly keeps: 'in-commit' | 'afterwards';
}

/** The product's door without HTTP: a command under an Idempotency-Key runs at most once and is answered alike. */
export function createKeyedDoor(pool: pg.Pool, engine: Engine, { keeps }: DoorSettings): Door {
  return async (command) => {
    const scope = sha256(`${command.principal}/${command.key}`);
    const recall = async () => {
      const kept = await recallAnswer(pool, scope, KEY_HOURS);
      return kept && (JSON.parse(kept.body) as Operation['outcome']);
    };
    const keptOf = (outcome: Operation['outcome']): KeptAnswer => ({
      scope,
      fingerprint: sha256(command.type),
      status: 200,
      headers: {},
      body: JSON.stringify(outcome),
    });
    if (keeps === 'afterwards') {
      const earlier = await recall();
      if (earlier !== undefined) return earlier;
    }
    try {
      const done = await run(
        engine,
        command,
        keeps === 'in-commit' ? (after) => keptOf(ackOf(after)) : undefined,
      );
      if (keeps === 'afterwards') await keepAnswer(pool, keptOf(ackOf(done)), KEY_HOURS);
      return ackOf(done);
    } catch (error) {
      const isRefusal = error instanceof Problem && isClientProblem(error);
      if (!isRefusal && !(error instanceof KeyTaken)) throw error;
      const earlier = await recall();
      if (earlier !== undefined) return earlier;
      if (!isRefusal) throw error;
      const refusal = { is: 'refused', status: 409, code: error.code } as const;
      return (await keepAnswer(pool, keptOf(refusal), KEY_HOURS)) ? refusal : ((await recall()) ?? refusal);
    }
  };
}

function run(engine: Engine, command: Command, answering: Answering | undefined): Promise<Task> {
  const { principal, type, data, task, expected } = command;
  const actor = { principal, name: principal };
  const answer = answering === undefined ? {} : { answering };
  if (task === null) return engine.submit({ workflow: 'parcel', input: data, actor, ...answer });
  const event = { type, data };
  return engine.send({ taskId: task, event, actor, relations: () => ['accountable'], expected, ...answer });
}

function ackOf(task: Task): Operation['outcome'] {
  return { is: 'acked', status: 200, task: task.id, revision: task.revision };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

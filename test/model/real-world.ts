import type { Pool } from 'pg';
import { type Ladder, LadderSchema } from '../../src/calendar/ladder/ladder.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createWork, type Outcome } from '../../src/engine/work/work.ts';
import { prepareRouting } from '../../src/routing/books/prepare-routing.ts';
import { createCountyEffects } from '../../src/tasks/answers/county-effects.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import type { Answer } from '../http/stage/client.ts';
import { type OpenDoor, openDoor } from '../http/stage/open-door.ts';
import { ENGINE_SETTINGS } from '../support/engine-settings.ts';
import { type Caller, countyOfTheModel } from './people.ts';

const WORKFLOWS = [reformTask, sectionAssignment];
/** The ladder has a model of its own: here it never has anything to say. */
const QUIET: Ladder = LadderSchema.parse({
  name: 'quiet',
  rungs: [
    {
      code: 'never',
      title: { zh: '无', en: 'None' },
      notice: 'blue',
      when: { cause: 'sentBack', fromRound: 20 },
      tell: ['commissioner'],
      mayDo: { zh: '无', en: 'Nothing' },
    },
  ],
});

/** Two doors over one database, as two processes are; every command says by which it comes. */
export interface RealWorld {
  readonly pool: Pool;
  /** Answers by status. */
  readonly answers: Readonly<Record<number, number>>;
  /** What became of effects that nothing should have hindered. */
  readonly failures: readonly string[];
  ask(door: number, who: Caller | undefined, method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Answers the doorbell of a task by the engine of one door, or of both at once. */
  work(taskId: string, doors: readonly number[]): Promise<void>;
  /** Identity of an event in the log; ids of children follow from it. */
  eventId(taskId: string, revision: number): Promise<string>;
  /** Moves the due time of an armed timer to a second ago. */
  makeDue(taskId: string, event: string): Promise<void>;
  /** An engine that knows nothing yet takes the place of a door's. */
  restart(door: number): void;
  close(): Promise<void>;
}

interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Process {
  readonly door: OpenDoor;
  work: (ring: { readonly tasks: readonly string[] }) => Promise<void>;
}

/** Whether something of a task is to be done now. */
async function isPending(pool: Pool, taskId: string): Promise<boolean> {
  const { rows } = await pool.query<{ pending: boolean }>(
    `SELECT exists(SELECT FROM effect WHERE task_id = $1 AND parked_at IS NULL
      AND (due_at IS NULL OR due_at <= now())) AS pending`,
    [taskId],
  );
  return rows[0]?.pending ?? false;
}

/** Opens the doors to the real workflows. */
export async function openRealWorld(): Promise<RealWorld> {
  const directory = countyOfTheModel();
  const first = await openDoor({ workflows: WORKFLOWS, directory });
  const second = await openDoor({ workflows: WORKFLOWS, directory, onto: first });
  const failures: string[] = [];
  const answers: Record<number, number> = {};
  // Matters name their lead unit, so rulings never decide; a book that grows with them would only cost time.
  const book = prepareRouting({ directory, rules: { version: 'none', rules: [] }, precedents: [] });

  function workOf(door: OpenDoor, engine: Engine): Process['work'] {
    const county = { ...door.deps.county, routing: () => book, ladder: () => QUIET };
    return createWork(door.pool, engine, createCountyEffects(county, door.deps.clock), {
      maxAttempts: 3,
      retrySeconds: () => 0,
      onOutcome(outcome: Outcome, { name, taskId }, error) {
        if (error !== undefined)
          failures.push(
            `${name} of ${taskId} ${outcome}: ${error instanceof Error ? error.message : 'no error'}`,
          );
      },
    });
  }

  const processes = [first, second].map((door): Process => ({ door, work: workOf(door, door.engine) }));
  const processAt = (n: number): Process => {
    const found = processes[n];
    if (found === undefined) throw new Error(`There is no door ${n}.`);
    return found;
  };

  return {
    pool: first.pool,
    failures,
    answers,
    async ask(door, who, method, path, asked) {
      const answer = await processAt(door).door.as(who?.name).ask(method, path, asked);
      answers[answer.status] = (answers[answer.status] ?? 0) + 1;
      return answer;
    },
    async work(taskId, doors) {
      do await Promise.all(doors.map((door) => processAt(door).work({ tasks: [taskId] })));
      while (await isPending(first.pool, taskId));
    },
    async eventId(taskId, revision) {
      const text = 'SELECT event_id AS id FROM event WHERE task_id = $1 AND revision = $2';
      const { rows } = await first.pool.query<{ id: string }>(text, [taskId, revision]);
      return rows[0]?.id ?? '';
    },
    async makeDue(taskId, event) {
      await first.pool.query(
        `UPDATE effect SET due_at = now() - interval '1 second'
        WHERE task_id = $1 AND timer_key IS NOT NULL AND params->>'event' = $2`,
        [taskId, event],
      );
    },
    restart(n) {
      const process = processAt(n);
      const { deps, pool } = process.door;
      const engine = createEngine(pool, createRegistry(WORKFLOWS), deps.clock, ENGINE_SETTINGS);
      // Handlers ask `deps` anew with each request.
      Object.assign(deps, { engine });
      process.work = workOf(process.door, engine);
    },
    async close() {
      await second.close();
      await first.close();
    },
  };
}

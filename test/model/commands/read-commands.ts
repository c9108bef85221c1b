import assert from 'node:assert/strict';
import { expectListed, expectRead, expectRefused, expectTimeline } from '../compare.ts';
import { callers, isListedFor } from '../people.ts';
import { isClosed, type ModelTask } from '../task.ts';
import { askerOf, isReadable } from '../world.ts';
import { type Choice, command, hasTasks, type ModelCommand, nth } from './command.ts';

/** Anybody reads any task in full, and may ask at the other door whether it has changed since. */
export function readCommand(choice: Choice): ModelCommand {
  const { door, task: which, who: whose, what } = choice;
  return command('read', [choice], {
    check: hasTasks,
    async run(world, real) {
      const task = nth(world.tasks, which);
      const who = askerOf(world, task, whose);
      const path = `/api/v1/tasks/${task.id}`;
      const answer = await real.ask(door, who, 'GET', path);
      if (!isReadable(world, who, task)) return expectRefused(answer, 404, 'not-found', undefined, who);
      assert.equal(answer.status, 200);
      expectRead(answer, task, who, world);
      if (what % 4 > 0) return;
      const headers = { 'If-None-Match': answer.headers.get('etag') ?? '' };
      assert.equal((await real.ask(1 - door, who, 'GET', path, { headers })).status, 304);
    },
  });
}

/** Anybody reads the timeline of any task. */
export function timelineCommand(choice: Choice): ModelCommand {
  const { door, task: which, who: whose } = choice;
  return command('timeline', [choice], {
    check: hasTasks,
    async run(world, real) {
      const task = nth(world.tasks, which);
      const who = askerOf(world, task, whose);
      const answer = await real.ask(door, who, 'GET', `/api/v1/tasks/${task.id}/timeline?limit=200`);
      if (!isReadable(world, who, task)) return expectRefused(answer, 404, 'not-found', undefined, who);
      assert.equal(answer.status, 200);
      expectTimeline(answer, task);
    },
  });
}

const FILTERS: readonly (readonly [query: string, shows: (task: ModelTask) => boolean])[] = [
  ['', () => true],
  ['&status=open', (task) => !isClosed(task)],
  ['&status=closed', isClosed],
  ['&state=open', ({ state }) => state.startsWith('open.')],
  ['&workflow=section-assignment', ({ workflow }) => workflow === 'section-assignment'],
  ['&unit=330523-O1', ({ unit }) => unit === '330523-O1'],
  ['&seat=330523-TF/A', ({ owner }) => owner === '330523-TF/A'],
  ['&status=open&sort=due', (task) => !isClosed(task)],
];

/** Anybody lists the tasks of the sequence. */
export function listCommand(choice: Choice): ModelCommand {
  const { door, who: whose, what } = choice;
  return command('list', [choice], {
    async run({ tasks, tag }, real) {
      const who = nth(callers, whose);
      const [query, shows] = nth(FILTERS, what);
      const path = `/api/v1/tasks?limit=200&kind=all&text=${encodeURIComponent(tag)}${query}`;
      const answer = await real.ask(door, who, 'GET', path);
      assert.equal(answer.status, 200);
      expectListed(
        answer,
        tasks.filter((task) => isListedFor(who, task) && shows(task)),
      );
    },
  });
}

import assert from 'node:assert/strict';
import { senders } from '../../workflows/moves/legal-events.ts';
import { expectChanged, expectRefused } from '../compare.ts';
import { foretell, keep } from '../foretell.ts';
import { callers } from '../people.ts';
import { bodyOf, type EventSent, type Post } from '../post.ts';
import type { RealWorld } from '../real-world.ts';
import { askerOf, chancesIn, type World } from '../world.ts';
import { type Choice, command, hasTasks, type ModelCommand, nth } from './command.ts';
import { type Fitness, matterOf, payloadFor } from './payloads.ts';
import { workCommand } from './work-commands.ts';

/** Of both workflows, of people and of the engine, and one that is nobody's. */
const EVENTS = [...new Set(Object.values(senders).flatMap((events) => Object.keys(events))), 'nonsense'];

/** Somebody hands a matter in: mostly who may, mostly well-formed. */
export function submitCommand(
  choice: Choice,
  flaw: 'none' | 'caller' | 'input' | 'workflow' | 'child',
): ModelCommand {
  const { door, who, what } = choice;
  return command('submit', [choice, flaw], {
    async run(world, real) {
      const { input, routesTo, criteria } = matterOf(world.tag, what);
      const may = callers.filter(({ role }) => role === 'taskForce' || role === 'machine');
      await post(door, world, real, {
        kind: 'submit',
        who: nth(flaw === 'caller' ? [undefined, ...callers] : may, who),
        key: freshKey(world),
        workflow: WORKFLOWS[flaw] ?? 'reform-task',
        input: flaw === 'input' ? { ...input, limit: { workingDays: 0 } } : input,
        wellFormed: flaw !== 'input',
        routesTo,
        criteria,
      });
    },
  });
}

/** What is submitted by mistake: something unknown, or what only the engine spawns. */
const WORKFLOWS: Readonly<Record<string, string>> = { workflow: 'no-such', child: 'section-assignment' };

export interface Flaw {
  readonly fitness: Fitness;
  readonly revision: 'right' | 'stale' | 'ahead' | 'none';
}

/** Somebody sends an event who may, on a task that takes it; where nobody can do anything, workers may. */
export function likelyEvent(choice: Choice, flaw: Flaw): ModelCommand {
  return command('likelyEvent', [choice, flaw], {
    check: hasTasks,
    async run(world, real) {
      // Tasks that are withdrawn early have no story.
      const chances = chancesIn(world).filter(({ type }) => type !== 'withdraw' || choice.what % 10 === 0);
      if (chances.length === 0) return workCommand(choice.door, false).run(world, real);
      const { task, type, who } = nth(chances, choice.task);
      await post(choice.door, world, real, {
        kind: 'event',
        who: nth(who, choice.who),
        key: freshKey(world),
        task,
        ifMatch: revisionFor(flaw, task.revision),
        type,
        data: payloadFor(task, type, flaw.fitness, choice.what),
        wellFormed: flaw.fitness !== 'malformed',
      });
    },
  });
}

function revisionFor({ revision }: Flaw, current: number): number | undefined {
  switch (revision) {
    case 'right':
      return current;
    case 'stale':
      // There is no entity tag before the first.
      return current === 1 ? 2 : current - 1;
    case 'ahead':
      return current + 3;
    case 'none':
      return undefined;
  }
}

/** Anybody sends any event to any task. */
export function anyEvent(choice: Choice): ModelCommand {
  return command('anyEvent', [choice], {
    check: hasTasks,
    async run(world, real) {
      const task = nth(world.tasks, choice.task);
      const type = nth(EVENTS, choice.what);
      await post(choice.door, world, real, {
        kind: 'event',
        who: choice.who % 20 === 0 ? undefined : askerOf(world, task, choice.who),
        key: freshKey(world),
        task,
        ifMatch: task.revision,
        type,
        data: payloadFor(task, type, 'fit', choice.what),
        wellFormed: true,
      });
    },
  });
}

export type Twist = 'none' | 'revision' | 'data' | 'caller';

/** An earlier request comes again, or one that is too much like it. */
export function repeatCommand(choice: Choice, twist: Twist): ModelCommand {
  return command('repeat', [choice, twist], {
    check: ({ posts }) => posts.length > 0,
    async run(world, real) {
      const earlier = nth(world.posts, choice.task);
      await post(choice.door, world, real, twisted(earlier, twist, choice.who));
    },
  });
}

function freshKey({ tag, posts }: World): string {
  return encodeURIComponent(`${tag}-${posts.length}`);
}

function twisted(earlier: Post, twist: Twist, who: number): Post {
  if (twist === 'caller') return { ...earlier, who: nth(callers, who) };
  if (earlier.kind === 'submit') {
    return twist === 'none'
      ? earlier
      : { ...earlier, input: { ...earlier.input, title: '' }, wellFormed: false };
  }
  if (twist === 'revision') return { ...earlier, ifMatch: earlier.task.revision };
  return twist === 'data' ? { ...earlier, data: { nonsense: who }, wellFormed: false } : earlier;
}

/** Sends a request, holds the answer against the model and lets the model do the same. */
async function post(door: number, world: World, real: RealWorld, request: Post): Promise<void> {
  const foretold = foretell(world, request);
  const { who } = request;
  const answer = await real.ask(door, who, 'POST', pathOf(request), {
    headers: headersOf(request),
    body: bodyOf(request),
  });
  world.posts.push(request);
  switch (foretold.is) {
    case 'refused':
      expectRefused(
        answer,
        foretold.status,
        foretold.code,
        request.kind === 'event' ? request.task : undefined,
        request.who,
      );
      break;
    case 'replayed':
      assert.deepEqual([answer.status, answer.text], [foretold.status, foretold.text]);
      assert.equal(answer.headers.get('idempotency-replayed'), 'true');
      break;
    case 'done': {
      assert.equal(answer.status, foretold.status, answer.text);
      const { id, revision } = answer.body as { readonly id: string; readonly revision: number };
      const eventId = isSpawning(request) ? await real.eventId(id, revision) : '';
      if (who !== undefined) expectChanged(answer, foretold.apply({ id, eventId }), who);
    }
  }
  keep(world, request, foretold, answer.text);
}

function isSpawning(request: Post): request is EventSent {
  return request.kind === 'event' && request.type === 'subDispatch';
}

function pathOf(request: Post): string {
  return request.kind === 'submit' ? '/api/v1/tasks' : `/api/v1/tasks/${request.task.id}/events`;
}

function headersOf(request: Post): Readonly<Record<string, string>> {
  const { key } = request;
  const ifMatch = request.kind === 'event' ? request.ifMatch : undefined;
  return { 'Idempotency-Key': key, ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }) };
}

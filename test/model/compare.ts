import assert from 'node:assert/strict';
import type { Answer } from '../http/stage/client.ts';
import type { Caller } from './people.ts';
import type { RealWorld } from './real-world.ts';
import { inOrderAsked, isClosed, type ModelTask, type Work } from './task.ts';
import { actionsFor, type World } from './world.ts';

/** What every answer says of a task. */
interface Shown {
  readonly id: string;
  readonly workflow: string;
  readonly title: string;
  readonly revision: number;
  readonly state: { readonly path: string };
  readonly owner: { readonly seat: string };
  readonly attention: { readonly seat: string } | null;
  readonly unit: string | { readonly code: string } | null;
  readonly parent: string | null;
  readonly closedAt: string | null;
}

function facts(shown: Shown) {
  const { id, workflow, revision, state, owner, attention, unit, parent, closedAt } = shown;
  return {
    id,
    workflow,
    revision,
    state: state.path,
    owner: owner.seat,
    attention: attention?.seat ?? null,
    unit: typeof unit === 'string' || unit === null ? unit : unit.code,
    parent,
    closed: closedAt !== null,
  };
}

function foretoldFacts(task: ModelTask): ReturnType<typeof facts> {
  const { id, workflow, revision, state, owner, attention, unit } = task;
  const parent = task.workflow === 'section-assignment' ? task.parent : null;
  return { id, workflow, revision, state, owner, attention, unit, parent, closed: isClosed(task) };
}

/** Holds the answer to a change against the model, after the model has changed. */
export function expectChanged(answer: Answer, task: ModelTask, who: Caller): void {
  const shown = answer.body as Shown & { readonly actions: readonly string[] };
  assert.deepEqual(facts(shown), foretoldFacts(task));
  assert.equal(answer.headers.get('etag'), `"${task.revision}"`);
  assert.deepEqual(shown.actions.toSorted(), actionsFor(who, task).toSorted());
}

/** Holds a refusal against the model; what it says of the task must be true as well. */
export function expectRefused(
  answer: Answer,
  status: number,
  code: string,
  task: ModelTask | undefined,
  who: Caller | undefined,
): void {
  const problem = answer.body as { code: string; revision?: number; accepted?: readonly string[] };
  assert.deepEqual({ status: answer.status, code: problem.code }, { status, code }, answer.text);
  if (task === undefined) return;
  if (code === 'revision-stale') assert.equal(problem.revision, task.revision);
  if (code === 'event-not-accepted') {
    const may = who === undefined ? [] : actionsFor(who, task);
    assert.deepEqual(problem.accepted?.toSorted(), may.toSorted());
  }
}

/** Holds a task as it is read in full against the model. */
export function expectRead(answer: Answer, task: ModelTask, who: Caller, { tasks }: World): void {
  const shown = answer.body as Shown & {
    readonly actions: readonly { readonly type: string; readonly allowed: boolean }[];
    readonly children: readonly string[];
    readonly context: Context;
  };
  assert.deepEqual(facts(shown), foretoldFacts(task));
  const allowed = shown.actions.filter((action) => action.allowed).map(({ type }) => type);
  assert.deepEqual(allowed.toSorted(), actionsFor(who, task).toSorted());
  const children = tasks.filter(
    (child) => child.workflow === 'section-assignment' && child.parent === task.id,
  );
  assert.deepEqual(shown.children.toSorted(), children.map(({ id }) => id).toSorted());
  assert.deepEqual(remembered(shown.context), foretoldMemory(task));
}

interface Context {
  readonly urges: { readonly count: number };
  readonly lapsed?: Readonly<Record<'receipt' | 'due' | 'decision', string | null>>;
  readonly lapsedAt?: string | null;
  readonly sections?: readonly {
    readonly child: string;
    readonly section: string;
    readonly status: string;
  }[];
  readonly returns?: readonly { readonly unit: string }[];
  readonly request?: { readonly kind: string } | null;
  readonly answered?: { readonly as: string } | null;
  readonly deadline?: { readonly extensions: readonly unknown[] } | null;
  readonly transfer?: object | null;
  readonly transfers?: readonly unknown[];
  readonly ruled?: boolean;
  readonly sentBack?: { readonly rounds: number };
}

function remembered(context: Context) {
  const { urges, lapsed, lapsedAt, sections, returns, ruled, sentBack } = context;
  return {
    urges: urges.count,
    lapses: [lapsed?.receipt, lapsed?.due, lapsed?.decision, lapsedAt].map((at) => typeof at === 'string'),
    sections: sections?.map(({ child, section, status }) => ({ id: child, section, status })),
    returnedBy: returns?.map(({ unit }) => unit),
    ruled,
    sentBack: sentBack?.rounds,
    request: context.request?.kind,
    answered: context.answered?.as,
    extensions: context.deadline?.extensions.length,
    transferring: typeof context.transfer === 'object' && context.transfer !== null,
    transfers: context.transfers?.length,
  };
}

function foretoldMemory(task: ModelTask): ReturnType<typeof remembered> {
  const { urges } = task;
  if (task.workflow === 'section-assignment') {
    const none = { sections: undefined, returnedBy: undefined, ruled: undefined, sentBack: undefined };
    const nor = { request: undefined, answered: undefined, extensions: undefined, transfers: undefined };
    return {
      urges,
      lapses: [false, false, false, task.lapsed],
      transferring: false,
      ...none,
      ...nor,
    };
  }
  const { sections, returnedBy, ruled, sentBack, lapsed, extensions, transfers } = task;
  return {
    urges,
    lapses: [lapsed.receipt, lapsed.due, lapsed.decision, false],
    sections,
    returnedBy,
    ruled,
    sentBack,
    request: task.request?.kind,
    answered: task.answered ?? undefined,
    extensions: task.unit === null ? undefined : extensions,
    transferring: task.transfer !== null,
    transfers,
  };
}

/** Holds a page of a list against the tasks that the model would show, in whatever order. */
export function expectListed(answer: Answer, tasks: readonly ModelTask[]): void {
  const { items } = answer.body as { readonly items: readonly Shown[] };
  assert.deepEqual(items.map(facts).toSorted(byId), tasks.map(foretoldFacts).toSorted(byId));
}

/** Holds a timeline against the model's log. */
export function expectTimeline(answer: Answer, { log }: ModelTask): void {
  const { items } = answer.body as {
    readonly items: readonly {
      readonly revision: number;
      readonly type: string;
      readonly state: { readonly path: string };
      readonly owner: { readonly seat: string };
      readonly actor: { readonly principal: string; readonly onBehalfOf?: { readonly id: string } };
    }[];
  };
  assert.deepEqual(
    items.map(({ revision, type, state, owner, actor }) => [
      revision,
      type,
      state.path,
      owner.seat,
      actor.principal,
    ]),
    log.map(({ type, state, owner, principal }, n) => [n + 1, type, state, owner, principal]),
  );
  assert.deepEqual(
    items.map(({ actor }) => actor.onBehalfOf !== undefined),
    log.map(({ onBehalfOf }) => onBehalfOf !== undefined),
  );
}

/** Holds what is stored of the whole sequence against the model: rows, log and the work that waits. */
export async function expectStored({ pool, failures }: RealWorld, { tasks }: World): Promise<void> {
  const { rows } = await pool.query<{ id: string; revision: number; log: unknown[]; work: string[] }>(
    `SELECT task.id, task.revision,
      (SELECT coalesce(json_agg(json_build_array(type, state, owner, actor->>'principal', actor->>'onBehalfOf')
         ORDER BY revision), '[]') FROM event WHERE task_id = task.id) AS log,
      (SELECT coalesce(json_agg(CASE WHEN timer_key IS NOT NULL THEN params->>'event'
           WHEN name = 'signal' THEN params->'event'->>'type' ELSE name END ORDER BY revision, position), '[]')
       FROM effect WHERE task_id = task.id) AS work
    FROM task WHERE id = ANY($1)`,
    [tasks.map(({ id }) => id)],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const { id, revision, log, work } of tasks) {
    const lines = log.map(({ type, state, owner, principal, onBehalfOf }) => [
      type,
      state,
      owner,
      principal,
      onBehalfOf ?? null,
    ]);
    const waiting = work.toSorted(inOrderAsked).map(nameOf);
    assert.deepEqual(stored.get(id), { id, revision, log: lines, work: waiting });
  }
  assert.deepEqual(failures, []);
}

/** The name of an effect's row, or of the event that it will send. */
function nameOf(work: Work): string {
  switch (work.kind) {
    case 'route':
      return work.name;
    case 'limit':
      return 'resolveLimit';
    case 'spawn':
      return 'spawn';
    case 'ask':
      return work.name;
    case 'signal':
    case 'timer':
      return work.event;
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

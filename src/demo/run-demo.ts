import { type CountyCaller, createCaller } from './county-caller.ts';
import { actAsCommissioner } from './play-commissioner.ts';
import { actAsSection } from './play-section.ts';
import { createTaskForce } from './play-task-force.ts';
import {
  type DemoReport,
  type ImportedRow,
  type ListedTask,
  type OverdueTask,
  readAll,
  type TimelineEntry,
  unitLines,
} from './report.ts';
import { isStaged, type PlayedScene, playScenes } from './scenes/all-scenes.ts';
import type { Cast } from './scenes/scene.ts';
import { lapseOf, lateByAWeek, lateMatters } from './script.ts';
import { watchInbox } from './watch-inbox.ts';

/** A key as the evaluation mode hands it out. */
export interface DemoKey {
  readonly role: string;
  readonly seats: readonly string[];
  readonly key: string;
}

export interface DemoSettings {
  readonly baseUrl: string;
  readonly keys: readonly DemoKey[];
  /** The county ledger, as bytes of UTF-8 CSV. */
  readonly ledger: string;
  /** Told again and again how many tasks are in which state. */
  readonly onProgress: (counts: ReadonlyMap<string, number>) => void;
}

const LOOK_EVERY_MS = 250;

/** Plays the county over HTTP alone: task force, commissioners and sections work until only what is late remains. */
export async function runDemo({ baseUrl, keys, ledger, onProgress }: DemoSettings): Promise<DemoReport> {
  const startedMs = Date.now();
  const cast = castOf(baseUrl, keys);
  const { taskForce, supervisor } = cast;
  const stop = new AbortController();
  const { signal } = stop;

  const force = createTaskForce(taskForce, startedMs);
  const players = [
    watchInbox(taskForce, signal, (task) => force.act(task)),
    ...callersOf(baseUrl, keys, 'commissioner').map((caller) =>
      watchInbox(caller, signal, (task) => actAsCommissioner(caller, task, startedMs)),
    ),
    ...callersOf(baseUrl, keys, 'sectionStaff').map((caller) =>
      watchInbox(caller, signal, (task) => actAsSection(caller, task, startedMs)),
    ),
  ];
  const playing = Promise.all(players);

  async function direct(): Promise<DemoReport> {
    const imported = await importLedger(taskForce, ledger);
    await submitLateMatters(taskForce, startedMs);
    const scenes = await playScenes(cast);
    const tasks = await untilOnlyLateRemains(taskForce, startedMs, onProgress);
    return reportOn(tasks, imported, scenes);
  }

  async function reportOn(
    tasks: readonly ListedTask[],
    imported: readonly ImportedRow[],
    scenes: readonly PlayedScene[],
  ): Promise<DemoReport> {
    const sentBack = force.sentBack();
    const shown = sentBack[0] ?? tasks[0]?.id ?? '';
    const overdue = await supervisor.get<{ items: readonly OverdueTask[] }>('/api/v1/overdue?limit=100');
    const timeline = await supervisor.get<{ items: readonly TimelineEntry[] }>(
      `/api/v1/tasks/${shown}/timeline?children=true&limit=200`,
    );
    const refused = imported.filter(({ status }) => ['refused', 'asked'].includes(status));
    const triaged = tasks.filter(({ state }) => state.path === 'triage');
    return {
      seconds: (Date.now() - startedMs) / 1_000,
      imported: {
        rows: imported.length,
        accepted: imported.length - refused.length,
        refused: refused.length,
      },
      units: unitLines(tasks),
      overdue: overdue.body.items,
      timeline: timeline.body.items,
      refused,
      triage: await Promise.all(triaged.map((task) => whyInTriage(taskForce, task))),
      sentBack,
      scenes,
      stagedOpen: tasks.filter((task) => isStaged(task) && task.closedAt === null).length,
    };
  }

  const failing = playing.then(() => {
    throw new Error('The players stopped before the county was done.');
  });
  try {
    return await Promise.race([direct(), failing]);
  } finally {
    stop.abort();
    // Long polls end by themselves; their failure after the end is no news.
    await Promise.allSettled(players);
    await failing.catch(() => undefined);
  }
}

/** The people of the county by their keys. Throws where nobody holds a key that a scene needs. */
function castOf(baseUrl: string, keys: readonly DemoKey[]): Cast {
  const caller = (what: string, isTheirs: (key: DemoKey) => boolean): CountyCaller => {
    const found = keys.find(isTheirs);
    if (found === undefined) throw new Error(`No key for ${what} among ${keys.length} keys.`);
    return createCaller(baseUrl, found.key);
  };
  const ofRole = (role: string) => caller(`the role "${role}"`, (key) => key.role === role);
  return {
    at: (seat) => caller(`the seat ${seat}`, ({ seats }) => seats.includes(seat)),
    taskForce: ofRole('taskForce'),
    supervisor: ofRole('supervisor'),
    admin: ofRole('admin'),
  };
}

/** One caller for each key of a role: every seat has a person of its own. */
function callersOf(baseUrl: string, keys: readonly DemoKey[], role: string): readonly CountyCaller[] {
  return keys.filter((key) => key.role === role).map(({ key }) => createCaller(baseUrl, key));
}

async function importLedger(taskForce: CountyCaller, ledger: string): Promise<readonly ImportedRow[]> {
  // The days of the sample pass with time; the demonstration plays it all the same.
  const path = `/api/v1/tasks/import?acceptPastDate=${encodeURIComponent('演示')}`;
  await taskForce.postText(`${path}&dryRun=true`, ledger, 'text/csv');
  const { body } = await taskForce.postText<{ rows: readonly ImportedRow[] }>(path, ledger, 'text/csv');
  return body.rows;
}

async function submitLateMatters(taskForce: CountyCaller, nowMs: number): Promise<void> {
  for (const { title, unit } of lateMatters) {
    const input = {
      title,
      leadUnit: unit,
      ...lateByAWeek(nowMs),
      urgency: 'urgent',
      source: '演示',
    };
    await taskForce.post('/api/v1/tasks', { workflow: 'reform-task', input });
  }
}

async function untilOnlyLateRemains(
  taskForce: CountyCaller,
  startedMs: number,
  onProgress: DemoSettings['onProgress'],
): Promise<readonly ListedTask[]> {
  for (;;) {
    const tasks = await readAll(taskForce, 'reform-task');
    const sections = await readAll(taskForce, 'section-assignment');
    onProgress(countByState(tasks));
    if (tasks.every((task) => isAtRest(task, sections, startedMs))) return tasks;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Whether nobody of the script will do anything more about a task. */
function isAtRest(task: ListedTask, sections: readonly ListedTask[], startedMs: number): boolean {
  const { path } = task.state;
  if (isStaged(task)) return true;
  switch (lapseOf(task, startedMs)) {
    case undefined:
      return task.closedAt !== null || path === 'triage';
    case 'notReceived':
      return path === 'open.dispatched';
    case 'sectionStalls':
      return (
        path === 'open.working.handling' &&
        sections.some(({ title, state }) => title === task.title && state.path === 'open.working')
      );
    case 'notReviewed':
      return path === 'open.claimed';
  }
}

function countByState(tasks: readonly ListedTask[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of tasks) counts.set(state.zh, (counts.get(state.zh) ?? 0) + 1);
  return counts;
}

async function whyInTriage(caller: CountyCaller, { id, number, title }: ListedTask) {
  const { body } = await caller.get<{ context: { because: { sentence: { zh: string } } | null } }>(
    `/api/v1/tasks/${id}`,
  );
  return { number, title, why: body.context.because?.sentence.zh ?? '' };
}

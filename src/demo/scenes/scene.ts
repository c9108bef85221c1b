import { type Answer, type CountyCaller, sendEvent, type TaskAnswer } from '../county-caller.ts';

/** One thing that happened, told in both languages. */
export interface Line {
  readonly zh: string;
  readonly en: string;
}

/** The people of the county, each reached by the seat whose key they hold. */
export interface Cast {
  /** Throws where nobody has a key for the seat. */
  readonly at: (seat: string) => CountyCaller;
  readonly taskForce: CountyCaller;
  readonly supervisor: CountyCaller;
  readonly admin: CountyCaller;
}

/** A short play over HTTP alone, on tasks of its own that nobody else in the demonstration touches. */
export interface Scene {
  readonly name: string;
  readonly title: Line;
  /** Titles of the tasks it hands in. */
  readonly matters: readonly string[];
  /** Rejects where the county does not behave as the story says. */
  readonly play: (cast: Cast) => Promise<readonly Line[]>;
}

interface SeatAnswer {
  readonly seat: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly via: string;
  readonly onBehalfOf?: { readonly name: string };
}

/** A task as its readers see it in full; the context is that of its workflow. */
export interface StagedTask extends TaskAnswer {
  readonly owner: SeatAnswer;
  readonly light: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Hands a matter in as the task force does. */
export async function register(
  { taskForce }: Cast,
  input: Readonly<Record<string, unknown>>,
): Promise<StagedTask> {
  const { body } = await taskForce.post<StagedTask>('/api/v1/tasks', { workflow: 'reform-task', input });
  return body;
}

export async function read(caller: CountyCaller, id: string): Promise<StagedTask> {
  return (await caller.get<StagedTask>(`/api/v1/tasks/${id}`)).body;
}

/** Waits at the door, not by asking again and again, until a task is as the story needs it. */
export async function awaitTask(
  caller: CountyCaller,
  id: string,
  isSo: (task: StagedTask) => boolean,
): Promise<StagedTask> {
  let etag: string | null = null;
  for (;;) {
    const waiting: Record<string, string> = etag === null ? {} : { 'if-none-match': etag, prefer: 'wait=5' };
    const answer: Answer<StagedTask | undefined> = await caller.get<StagedTask | undefined>(
      `/api/v1/tasks/${id}`,
      waiting,
    );
    if (answer.body !== undefined && isSo(answer.body)) return answer.body;
    etag = answer.etag;
  }
}

/** Whether a task is in a state or in one within it. */
export function isIn(path: string): (task: StagedTask) => boolean {
  return ({ state }) => state.path === path || state.path.startsWith(`${path}.`);
}

/** Sends an event at the newest revision, as a person does who has just read the task. */
export async function act(
  caller: CountyCaller,
  id: string,
  type: string,
  data: unknown = {},
): Promise<StagedTask> {
  await sendEvent(caller, await read(caller, id), type, data);
  return read(caller, id);
}

/** Stops the demonstration where the county does not do what the story says. */
export function expect(isSo: boolean, what: string, found: unknown): void {
  if (!isSo) throw new Error(`Expected ${what}, found ${JSON.stringify(found)}.`);
}

/** Who answers as commissioner of a unit just now. */
export async function commissionerOf(
  caller: CountyCaller,
  unit: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const path = `/api/v1/units/${unit}`;
  return (await caller.get<{ commissioner: SeatAnswer }>(path)).body.commissioner.person;
}

/** Hands a matter to a unit by name and waits until it is there and received. */
export async function receivedBy(
  cast: Cast,
  unit: string,
  input: Readonly<Record<string, unknown>>,
): Promise<StagedTask> {
  const { id } = await register(cast, { leadUnit: unit, limit: { workingDays: 10 }, ...input });
  await awaitTask(cast.taskForce, id, isIn('open.dispatched'));
  return act(cast.at(`${unit}/A`), id, 'receive');
}

import { join } from 'node:path';
import { evaluationPrincipals } from '../../../src/access/keys/evaluation-principals.ts';
import { seatPrincipal } from '../../../src/access/keys/principal-id.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { loadDirectory } from '../../../src/directory/files/load-directory.ts';
import { readTaxonomy } from '../../../src/directory/files/taxonomy.ts';
import { ENGINE, type WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import { createWork } from '../../../src/engine/work/work.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { workflows } from '../../../workflows/index.ts';
import { cradle } from '../../workflows/cradle-workflow.ts';
import type { Reached, Repertoire } from '../../workflows/moves/pairs.ts';
import { actorOf, OPENING } from '../../workflows/stage.ts';
import { caller } from './client.ts';
import { eventsOf, freshKey } from './keyed-requests.ts';
import { type OpenDoor, openDoor } from './open-door.ts';
import { type Attempt, CLAIMANT, sentData, TASK_FORCE } from './pair-attempts.ts';

const WORK = { maxAttempts: 1, retrySeconds: () => 1, onOutcome: () => undefined };
const UNITS = ['330523-O40', '330523-O41'];

/** A door to every workflow, and one beside it in whose directory one person sits in several of the seats. */
export interface PairDoor extends OpenDoor {
  readonly ofClaimant: OpenDoor;
}

/**
 * Opens both over the county's own directory, with a key for each of its seats. Their clock stands where the stage's
 * does, since guards look at dates that the moves name.
 */
export async function openPairDoor(
  changed: (county: Directory) => Directory = (county) => county,
): Promise<PairDoor> {
  const config = join(projectRoot(), 'config');
  const taxonomy = readTaxonomy(join(config, 'taxonomy.json'));
  const directory = changed(loadDirectory(join(config, 'directory'), taxonomy));
  const claimant = {
    id: CLAIMANT,
    name: '专班兼专员和分管领导',
    role: 'taskForce',
    seats: [TASK_FORCE],
    scopes: [],
    person: CLAIMANT,
  } as const;
  const principals = [...evaluationPrincipals(directory, Date.parse(OPENING)), claimant];
  const open = await openDoor({ workflows: [...workflows, cradle], directory, principals, at: OPENING });
  const ofClaimant = await openDoor({
    workflows: [...workflows, cradle],
    directory: seatedBy(CLAIMANT, directory),
    onto: open,
  });
  return {
    ...open,
    ofClaimant,
    close: async () => {
      await ofClaimant.close();
      await open.close();
    },
  };
}

/** The same county where one person is commissioner and leader of the units of the stage, and on duty. */
function seatedBy(person: string, directory: Directory): Directory {
  const theirs = new Set([TASK_FORCE, ...UNITS.flatMap((unit) => [`${unit}/A`, `${unit}/L`])]);
  return {
    ...directory,
    people: [...directory.people, { id: person, name: '专班兼专员和分管领导', qualifications: [] }],
    tenures: directory.tenures.map((tenure) => (theirs.has(tenure.seat) ? { ...tenure, person } : tenure)),
  };
}

/** Brings a new task to a reached state, by its opening and its path; answers its id. */
export async function brought(
  open: OpenDoor,
  { definition, openings }: Repertoire,
  { opening, path }: Reached,
): Promise<string> {
  const { engine } = open;
  const input = openings.find(({ name }) => name === opening)?.input;
  let task = await begun(open, definition, input);
  for (const { type, data, as } of path) {
    const context = task.snapshot.context as never;
    task = await engine.send({
      taskId: task.id,
      event: { type, data: data(context) },
      actor: actorOf(as, task.facets.unit),
      relations: () => [as],
    });
  }
  return task.id;
}

/** A new task as such tasks come to be: submitted, or begotten by a parent. */
async function begun({ engine, pool }: OpenDoor, { name, submittedBy }: WorkflowDefinition, input: unknown) {
  if (submittedBy.length > 0) return engine.submit({ workflow: name, input, actor: ENGINE });
  const parent = await engine.submit({
    workflow: cradle.name,
    input: { workflow: name, input },
    actor: ENGINE,
  });
  await createWork(pool, engine, {}, WORK)({ tasks: [parent.id] });
  const { child } = parent.snapshot.context as { readonly child: string };
  const task = await engine.read(child);
  if (task === undefined) throw new Error(`${parent.id} was to beget ${child}, of ${name}.`);
  return task;
}

/** What the database holds of a task. */
export interface Trace {
  readonly revision: number;
  readonly state: string;
  readonly context: unknown;
  readonly events: number;
  /** Effects and timers that wait, with the revision that asked for them. */
  readonly effects: readonly { readonly revision: number; readonly name: string }[];
}

/** Reads what the database holds of a task. */
export async function traceOf({ pool }: OpenDoor, taskId: string): Promise<Trace> {
  const { rows } = await pool.query<Trace>(
    `SELECT revision, state, context,
      (SELECT count(*)::int FROM event WHERE task_id = task.id) AS events,
      (SELECT coalesce(json_agg(json_build_object('revision', revision, 'name', coalesce(timer_key, name))
         ORDER BY revision, position), '[]') FROM effect WHERE task_id = task.id) AS effects
     FROM task WHERE id = $1`,
    [taskId],
  );
  const [trace] = rows;
  if (trace === undefined) throw new Error(`Task ${taskId} is not in the database.`);
  return trace;
}

/** Sends an attempt over HTTP, on the revision that the trace shows; answers what the door said. */
export async function sent(open: PairDoor, taskId: string, { revision, context }: Trace, attempt: Attempt) {
  const { move, sender, spoilt } = attempt;
  const key = open.keyOf(sender === CLAIMANT ? CLAIMANT : seatPrincipal(sender));
  const { port, contract } = sender === CLAIMANT ? open.ofClaimant : open;
  const answer = await caller(port, contract, key).post(
    eventsOf(taskId),
    { type: move.type, data: sentData(move, spoilt, context as never) },
    { 'If-Match': `"${revision}"`, 'Idempotency-Key': freshKey() },
  );
  return { status: answer.status, etag: answer.headers.get('etag'), body: answer.body as unknown };
}

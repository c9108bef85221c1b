import {
  type Assignment,
  type Doer,
  disarm,
  type NewWork,
  type ReformTask,
  record,
  type SectionTask,
} from '../task.ts';

const DUE = 'xstate.after.dueDate.section-assignment.open';

/** Whether the task allows an event that its state takes. */
export function sectionAllows({ urges }: SectionTask, type: string): boolean {
  return type !== 'urge' || urges === 0;
}

/** A section's task as the engine spawns it. */
export function spawned(
  parent: ReformTask,
  { id, section, ownLimit }: Assignment,
  engine: Doer,
): SectionTask {
  const task: SectionTask = {
    workflow: 'section-assignment',
    id,
    submitter: 'engine',
    parent: parent.id,
    section,
    revision: 0,
    state: ownLimit ? 'limiting' : 'open.dispatched',
    owner: `${section}/H`,
    attention: null,
    // The unit's that sub-dispatched it, whatever has become of the parent meanwhile.
    unit: section.replace(/-S\d+$/, ''),
    urges: 0,
    ownLimit,
    received: false,
    lapsed: false,
    redated: 0,
    moves: 0,
    log: [],
    work: [],
  };
  record(task, 'created', engine, [
    ownLimit ? { kind: 'limit', redated: 0 } : { kind: 'timer', event: DUE, due: false },
  ]);
  return task;
}

/** The due date of a section's task has come. */
export function sectionDue(task: SectionTask, event: string, engine: Doer): void {
  task.lapsed = true;
  record(task, event, engine);
}

/** What an event does to a section's task that takes it. */
export function applyToSection(task: SectionTask, type: string, doer: Doer): void {
  const asked: NewWork[] = [];
  const tell = (event: string) => asked.push({ kind: 'signal', to: task.parent, event, child: task.id });
  switch (type) {
    case 'limitResolved':
      task.state = task.received ? 'open.working' : 'open.dispatched';
      asked.push({ kind: 'timer', event: DUE, due: false });
      break;
    case 'receive':
      task.state = 'open.working';
      task.received = true;
      tell('sectionReceived');
      break;
    case 'report':
      tell('sectionReported');
      break;
    case 'urge':
      task.urges++;
      asked.push({ kind: 'ask', name: 'countUrge' });
      break;
    case 'finish':
      task.state = 'finished';
      tell('sectionFinished');
      break;
    case 'return':
      task.state = 'returned';
      tell('sectionReturned');
      break;
    case 'recall':
      task.state = 'recalled';
      break;
    case 'suspend':
      task.state = 'suspended';
      break;
    case 'redated':
      // A limit of its own is counted anew.
      task.lapsed = false;
      task.redated++;
      task.moves++;
      disarm(task, DUE);
      if (task.ownLimit) task.state = 'limiting';
      else task.state = task.received ? 'open.working' : 'open.dispatched';
      asked.push(
        task.ownLimit ? { kind: 'limit', redated: task.redated } : { kind: 'timer', event: DUE, due: false },
      );
      break;
    default:
  }
  if (['finish', 'return', 'recall', 'suspend'].includes(type)) disarm(task, DUE);
  record(task, type, doer, asked);
}

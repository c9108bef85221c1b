import { derivedId } from '../../src/platform/ids.ts';
import { DUTY, UNITS } from './people.ts';
import { type Doer, disarm, isOpenSection, type NewWork, type ReformTask, record } from './task.ts';

/** What an event carries; what does not fit its declaration never comes here. */
export type Payload = Readonly<Record<string, unknown>>;

const DUE = 'xstate.after.dueDate.reform-task.open';
const RECEIPT = 'xstate.after.receiptLimit.reform-task.open.dispatched';

/** What a section's word makes of its line in the task. */
const HEARD: Readonly<Record<string, string>> = {
  sectionReceived: 'received',
  sectionReported: 'received',
  sectionFinished: 'finished',
  sectionReturned: 'returned',
};

/** Whether the task and who asks allow an event that its state takes. */
export function reformAllows(task: ReformTask, type: string, { principal, onBehalfOf }: Doer): boolean {
  const { ruled, returnedBy, unit, state, claimants } = task;
  const sectionsClosed = !task.sections.some(isOpenSection);
  switch (type) {
    case 'urge':
      return task.urges === 0; // once within 24 hours, and no sequence takes that long
    case 'return':
      return !ruled && !returnedBy.includes(unit ?? '') && (state !== 'open.working' || sectionsClosed);
    case 'claimDone':
      return sectionsClosed;
    case 'pass':
    case 'sendBack':
      return !claimants.includes(principal) && (onBehalfOf === undefined || !claimants.includes(onBehalfOf));
    default:
      return true;
  }
}

/** Whether what an event says fits the task. */
export function reformFits(task: ReformTask, type: string, data: Payload): boolean {
  const namesOf = (list: string, field: string) =>
    (data[list] as readonly Payload[]).map((entry) => entry[field] as string | undefined);
  switch (type) {
    case 'claimDone':
      return sameNames(namesOf('evidence', 'criterion'), task.criteria);
    case 'sendBack':
      return namesOf('items', 'criterion').every((id) => id === undefined || task.criteria.includes(id));
    case 'subDispatch':
      return (
        namesOf('sections', 'section').every((section) => section?.startsWith(`${task.unit}-`)) &&
        task.sections.length + namesOf('sections', 'section').length <= 100
      );
    case 'waiveSection':
      return task.sections.some((section) => section.id === data['child'] && isOpenSection(section));
    default:
      return true;
  }
}

function sameNames(some: readonly (string | undefined)[], all: readonly string[]): boolean {
  return some.length === all.length && all.every((name) => some.includes(name));
}

/** What an event by somebody does to a task that takes it; `eventId` is the log's, ids of children follow from it. */
export function applyToReform(
  task: ReformTask,
  type: string,
  data: Payload,
  doer: Doer,
  eventId: string,
): void {
  const asked: NewWork[] = [];
  switch (type) {
    case 'assign': {
      task.state = task.state === 'triage' ? 'assigning' : 'open.ruling';
      const unit = data['unit'] as string;
      asked.push({
        kind: 'route',
        name: 'resolveAssignment',
        unit: (UNITS as readonly string[]).includes(unit) ? unit : null,
      });
      break;
    }
    case 'receive':
      task.state = 'open.working';
      disarm(task, RECEIPT);
      break;
    case 'return':
      task.returnedBy.push(task.unit ?? '');
      task.state = 'open.returned';
      task.attention = DUTY;
      disarm(task, RECEIPT);
      break;
    case 'subDispatch':
      for (const [n, { section, limit }] of (data['sections'] as readonly Payload[]).entries()) {
        const child = {
          id: derivedId(eventId, n),
          section: section as string,
          ownLimit: limit !== undefined,
        };
        task.sections.push({ id: child.id, section: child.section, status: 'dispatched' });
        asked.push({ kind: 'spawn', child });
      }
      break;
    case 'waiveSection':
      for (const section of task.sections) if (section.id === data['child']) section.status = 'waived';
      asked.push(recall(data['child'] as string));
      break;
    case 'urge':
      task.urges++;
      break;
    case 'claimDone':
      task.state = 'open.claimed';
      task.attention = DUTY;
      task.claimants = [doer.principal, ...(doer.onBehalfOf === undefined ? [] : [doer.onBehalfOf])];
      break;
    case 'sendBack':
      task.state = 'open.working';
      task.attention = null;
      task.claimants = [];
      task.sentBack++;
      break;
    case 'pass':
      task.state = 'passed';
      disarm(task, DUE);
      break;
    case 'strikeOff':
      task.state = 'struckOff';
      task.attention = null;
      break;
    case 'withdraw':
      asked.push(...task.sections.filter(isOpenSection).map(({ id }) => recall(id)));
      task.state = 'withdrawn';
      task.attention = null;
      disarm(task, DUE, RECEIPT);
      break;
    default:
  }
  record(task, type, doer, asked);
}

function recall(child: string): NewWork {
  return { kind: 'signal', to: child, event: 'recall', child };
}

/** Routing has answered: one unit, or null where a person must say. Only for tasks that wait for it. */
export function routeReform(task: ReformTask, unit: string | null, engine: Doer): void {
  const ruling = task.state === 'open.ruling';
  if (unit === null) {
    task.state = ruling ? 'open.returned' : 'triage';
    record(task, 'routingFailed', engine);
    return;
  }
  disarm(task, DUE);
  task.state = 'open.dispatched';
  task.unit = unit;
  task.owner = `${unit}/A`;
  task.attention = null;
  task.lapses = 0;
  task.ruled ||= ruling;
  record(task, 'routed', engine, [
    { kind: 'timer', event: DUE, due: false },
    { kind: 'timer', event: RECEIPT, due: false },
  ]);
}

/** A section has said something; a waiver outlasts it. */
export function hearSection(task: ReformTask, type: string, child: string, engine: Doer): void {
  for (const section of task.sections) {
    if (section.id === child && section.status !== 'waived') section.status = HEARD[type] ?? section.status;
  }
  record(task, type, engine);
}

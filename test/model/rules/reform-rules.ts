import { derivedId } from '../../../src/platform/ids.ts';
import { UNITS } from '../people.ts';
import {
  type Doer,
  disarm,
  isOpenSection,
  type ModelRequest,
  type NewWork,
  type ReformTask,
  record,
} from '../task.ts';
import { ask, DECISION, DUE, enterState, passTo, recall, recounted, tellSections } from './reform-states.ts';

/** What an event carries; what does not fit its declaration never comes here. */
export type Payload = Readonly<Record<string, unknown>>;

const REQUESTS: Readonly<Record<string, readonly [kind: ModelRequest['kind'], state: string]>> = {
  return: ['return', 'open.returning.assessing'],
  requestExtension: ['extension', 'open.working.extending.assessing'],
  requestParking: ['parking', 'open.working.parking.assessing'],
};

/** What an event by somebody does to a task that takes it; `eventId` is the log's, ids of children follow from it. */
export function applyToReform(
  task: ReformTask,
  type: string,
  data: Payload,
  doer: Doer,
  eventId: string,
): void {
  const asked: NewWork[] = [];
  const askers = [doer.principal, ...(doer.onBehalfOf === undefined ? [] : [doer.onBehalfOf])];
  switch (type) {
    case 'assign':
      enterState(task, task.state === 'triage' ? 'assigning' : 'open.ruling');
      asked.push({ kind: 'route', name: 'resolveAssignment', unit: knownUnit(data) });
      break;
    case 'uphold':
      decided(task);
      enterState(task, 'resuming');
      asked.push(ask('resetDeadline'));
      break;
    case 'transfer':
      task.transfer = {};
      asked.push({ ...ask('resolveTransfer'), unit: knownUnit(data), about: task.transfer });
      break;
    case 'take':
      passTo(task, doer.principal.slice('seat:'.length));
      break;
    case 'handOn':
      passTo(task, data['seat'] as string);
      break;
    case 'putBack':
      passTo(task, null);
      break;
    case 'receive':
      task.received = true;
      enterState(task, 'open.working.handling');
      break;
    case 'return':
    case 'requestExtension':
    case 'requestParking': {
      const until = data['until'] ?? data['reviewOn'];
      const [kind, state] = REQUESTS[type] ?? ['return', ''];
      // Sent by the leader it is signed already.
      if (doer.principal === `seat:${task.unit}/L`) {
        sendReturn(task, askers, asked);
        break;
      }
      task.request = { kind, askers };
      enterState(task, state);
      asked.push({ ...ask('assessRequest'), about: task.request, until: String(until) });
      break;
    }
    case 'withdrawRequest':
      asked.push(...closeRequest(task, 'withdrawn'));
      break;
    case 'decline':
      asked.push(...closeRequest(task, 'declined'));
      break;
    case 'deny':
      asked.push(...closeRequest(task, 'denied'));
      break;
    case 'endorse':
      if (task.request?.kind === 'return') sendReturn(task, [...task.request.askers, doer.principal], asked);
      else asked.push(...enterState(task, task.state.replace('atLeader', 'atTaskForce')));
      break;
    case 'grant':
      asked.push(...granted(task));
      break;
    case 'prolong':
      if (task.parked === null) break;
      task.parked.prolonging = {};
      asked.push({
        ...ask('assessProlongation'),
        about: task.parked.prolonging,
        until: String(data['reviewOn']),
      });
      break;
    case 'resume':
      decided(task);
      enterState(task, 'resuming');
      asked.push(ask('resetDeadline'));
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
      asked.push(ask('limitUrge'));
      break;
    case 'claimDone':
      task.request = null;
      task.claimants = askers;
      enterState(task, 'open.claimed');
      asked.push(askToDecide(task));
      break;
    case 'sendBack':
      task.claimants = [];
      task.sentBack++;
      decided(task);
      asked.push(ask('armSendBack'));
      enterState(task, 'open.working.handling');
      // The clock goes on as if nothing had been claimed.
      disarm(task, DUE);
      asked.push({ kind: 'timer', event: DUE, due: false });
      break;
    case 'pass':
      decided(task);
      enterState(task, 'passed');
      break;
    case 'strikeOff':
      enterState(task, 'struckOff');
      break;
    case 'withdraw':
      asked.push(...tellSections(task, 'recall'));
      task.request = null;
      task.transfer = null;
      decided(task);
      enterState(task, 'withdrawn');
      break;
    case 'correct':
      asked.push(...corrected(task, data));
      break;
    default:
  }
  record(task, type, doer, asked);
}

function corrected(task: ReformTask, data: Payload): NewWork[] {
  if (!movesLimit(task, data)) {
    task.title = String(data['title']);
    // Where it rests, whatever was to be counted anew is counted from the registration as it then stands.
    if (RESTING.includes(task.state)) task.recount = null;
    return [];
  }
  task.limit = (data['limit'] as { readonly workingDays: number }).workingDays;
  task.recount = RESTING.includes(task.state) ? null : {};
  if (!task.state.startsWith('open.working.extending')) return recounted(task);
  const closed = closeRequest(task, 'refused');
  return [...closed, ...recounted(task)];
}

/** Whether a correction says another limit. */
export function movesLimit({ limit }: ReformTask, data: Payload): boolean {
  const asked = data['limit'] as { readonly workingDays: number } | undefined;
  return asked !== undefined && asked.workingDays !== limit;
}

const RESTING = ['triage', 'parked', 'open.returned'];

function knownUnit(data: Payload): string | null {
  const unit = data['unit'] as string;
  return (UNITS as readonly string[]).includes(unit) ? unit : null;
}

/** A signed return leaves the unit: the task force has to rule. */
function sendReturn(task: ReformTask, senders: readonly string[], asked: NewWork[]): void {
  task.returnedBy.push(task.unit ?? '');
  task.senders = senders;
  task.request = null;
  enterState(task, 'open.returned');
  asked.push(askToDecide(task));
}

/** The task force has to decide; what was counted for something before it is not taken. */
export function askToDecide(task: ReformTask): NewWork {
  task.deciding = {};
  return { ...ask('limitDecision'), about: task.deciding };
}

/** It has decided, and its time is not running any more. */
export function decided(task: ReformTask): void {
  task.deciding = null;
  disarm(task, DECISION);
}

/** A request came to nothing: back to where it was made; a return before receipt to waiting for it. */
export function closeRequest(task: ReformTask, as: string): NewWork[] {
  task.request = null;
  task.answered = as;
  return enterState(task, task.received ? 'open.working.handling' : 'open.dispatched');
}

function granted(task: ReformTask): NewWork[] {
  const { kind, askers = [] } = task.request ?? {};
  task.request = null;
  task.answered = 'granted';
  if (kind === 'parking') {
    task.parked = { reviewed: false, askers, prolonged: 0, prolonging: null };
    const suspended = tellSections(task, 'suspend');
    return [...suspended, ...enterState(task, 'parked')];
  }
  task.extensions++;
  task.lapsed = { ...task.lapsed, due: false };
  disarm(task, DUE);
  enterState(task, 'open.working.handling');
  return [{ kind: 'timer', event: DUE, due: false }, ...tellSections(task, 'redated')];
}

/** A section has said something; a waiver outlasts it. */
export function hearSection(task: ReformTask, type: string, child: string, engine: Doer): void {
  for (const section of task.sections) {
    if (section.id === child && section.status !== 'waived') section.status = HEARD[type] ?? section.status;
  }
  record(task, type, engine);
}

/** What a section's word makes of its line in the task. */
const HEARD: Readonly<Record<string, string>> = {
  sectionReceived: 'received',
  sectionReported: 'received',
  sectionFinished: 'finished',
  sectionReturned: 'returned',
};

/** The sections that are still at work when a task goes to another unit are done with. */
export function dropSections(task: ReformTask): void {
  for (const section of task.sections) if (isOpenSection(section)) section.status = 'waived';
}

import { WORKDAY_MORNING } from '../../support/movable-clock.ts';
import { OFFICERS, UNITS } from '../people.ts';
import { type Doer, isOpenSection, type ModelRequest, type ReformTask } from '../task.ts';
import { movesLimit, type Payload } from './reform-rules.ts';

const MOST_EXTENSIONS = 2;
const MOST_PROLONGATIONS = 2;
const PARKED_AT_MOST_DAYS = 60;

/** Whether the task and who asks allow an event that its state takes. */
export function reformAllows(task: ReformTask, type: string, doer: Doer): boolean {
  const { ruled, returnedBy, unit } = task;
  const settled = task.transfer === null;
  const sectionsClosed = !task.sections.some(isOpenSection);
  switch (type) {
    case 'urge':
      return task.urges === 0; // once within 24 hours, and no sequence takes that long
    case 'return':
      return settled && !ruled && !returnedBy.includes(unit ?? '') && sectionsClosed;
    case 'claimDone':
      return settled && sectionsClosed;
    case 'waiveSection':
      return !sectionsClosed;
    case 'take':
      return task.officer === null;
    case 'putBack':
      return task.officer !== null && mayPassOn(task, doer);
    case 'handOn':
      return mayPassOn(task, doer);
    case 'pass':
    case 'sendBack':
      return !isOneOf(task.claimants, doer);
    case 'endorse':
    case 'decline':
    case 'deny':
      return !isOneOf(task.request?.askers ?? [], doer);
    case 'grant':
      return (settled || task.request?.kind !== 'parking') && !isOneOf(task.request?.askers ?? [], doer);
    case 'prolong':
      return (
        task.parked?.reviewed === true &&
        task.parked.prolonging === null &&
        !isOneOf(task.parked.askers, doer) &&
        task.parked.prolonged < MOST_PROLONGATIONS
      );
    case 'requestExtension':
      return task.extensions < MOST_EXTENSIONS;
    case 'assign':
    case 'uphold':
      return task.state !== 'open.returned' || !isOneOf(task.senders, doer);
    default:
      return true;
  }
}

/** The officer who has it, the leader of the task force, or the duty seat. */
function mayPassOn({ officer }: ReformTask, { principal }: Doer): boolean {
  return [officer, ...OFFICERS.filter((seat) => seat !== '330523-TF/B')].some(
    (seat) => principal === `seat:${seat}`,
  );
}

function isOneOf(askers: readonly string[], { principal, onBehalfOf }: Doer): boolean {
  return askers.includes(principal) || (onBehalfOf !== undefined && askers.includes(onBehalfOf));
}

/** Whether all that an event names is there, of this task and ahead; the door asks that before anything else. */
export function reformNames(task: ReformTask, type: string, data: Payload): boolean {
  switch (type) {
    case 'assign':
    case 'transfer':
      return (UNITS as readonly unknown[]).includes(data['unit']);
    case 'handOn':
      return (OFFICERS as readonly unknown[]).includes(data['seat']);
    case 'claimDone':
      return namesOf(data, 'evidence', 'criterion').every((id) => task.criteria.includes(id ?? ''));
    case 'sendBack':
      return namesOf(data, 'items', 'criterion').every(
        (id) => id === undefined || task.criteria.includes(id),
      );
    case 'subDispatch':
      return namesOf(data, 'sections', 'section').every((section) => section?.startsWith(`${task.unit}-`));
    case 'waiveSection':
      return task.sections.some((section) => section.id === data['child'] && isOpenSection(section));
    case 'requestParking':
    case 'prolong':
      return daysAhead(data['reviewOn']) > -1;
    case 'resume':
      return data['condition'] === '1' || (data['condition'] === 'review' && task.parked?.reviewed === true);
    default:
      return true;
  }
}

/** Whether what an event says fits the task; of dates, whatever lies near is no later than any due date. */
export function reformFits(task: ReformTask, type: string, data: Payload): boolean {
  switch (type) {
    case 'handOn':
      return data['seat'] !== task.officer;
    case 'claimDone':
      return sameNames(namesOf(data, 'evidence', 'criterion'), task.criteria);
    case 'subDispatch':
      return task.sections.length + namesOf(data, 'sections', 'section').length <= 100;
    case 'requestExtension': {
      const { until } = data;
      const isLater = daysAhead(until) > (task.extensions === 0 ? 50 : 56 + 28 * task.extensions);
      return isLater && isTakenUp(task, 'extension', String(until));
    }
    case 'requestParking':
      return daysAhead(data['reviewOn']) > 0 && isTakenUp(task, 'parking', String(data['reviewOn']));
    case 'prolong':
      return daysAhead(data['reviewOn']) > 0 && isProlonged(task, String(data['reviewOn']));
    case 'transfer':
      return data['unit'] !== task.unit;
    case 'correct':
      return movesLimit(task, data) ? task.claimants.length === 0 : changesTitle(task, data);
    default:
      return true;
  }
}

function changesTitle(task: ReformTask, { title }: Payload): boolean {
  return title !== undefined && title !== task.title;
}

/** Whether the limits allow a parking to be prolonged until a day. */
export function isProlonged({ parked }: ReformTask, until: string | undefined): boolean {
  return parked !== null && parked.prolonged < MOST_PROLONGATIONS && daysAhead(until) < PARKED_AT_MOST_DAYS;
}

/** Whether the limits allow what is asked for, whoever would decide it. */
export function isTakenUp(
  { extensions }: ReformTask,
  kind: ModelRequest['kind'] | undefined,
  until: string | undefined,
): boolean {
  switch (kind) {
    case 'extension':
      // Another date than the next would add more days than anybody grants.
      return extensions < MOST_EXTENSIONS && Math.abs(daysAhead(until) - 70 - 28 * extensions) < 5;
    case 'parking':
      return daysAhead(until) < PARKED_AT_MOST_DAYS;
    case 'return':
    case undefined:
      return true;
  }
}

function namesOf(data: Payload, list: string, field: string): readonly (string | undefined)[] {
  return (data[list] as readonly Payload[]).map((entry) => entry[field] as string | undefined);
}

function sameNames(some: readonly (string | undefined)[], all: readonly string[]): boolean {
  return some.length === all.length && all.every((name) => some.includes(name));
}

/** Days from the one on which the doors open to another, roughly. */
export function daysAhead(day: unknown): number {
  return (Date.parse(`${String(day)}T00:00:00+08:00`) - Date.parse(WORKDAY_MORNING)) / 86_400_000;
}

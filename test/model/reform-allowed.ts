import { OPENS } from '../http/open-door.ts';
import type { Payload } from './reform-rules.ts';
import { type Doer, isOpenSection, type ReformTask } from './task.ts';

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
    case 'pass':
    case 'sendBack':
      return !isOneOf(task.claimants, doer);
    case 'endorse':
    case 'decline':
    case 'deny':
      return !isOneOf(task.request?.askers ?? [], doer);
    case 'grant':
      return (settled || task.request?.kind !== 'parking') && !isOneOf(task.request?.askers ?? [], doer);
    case 'assign':
    case 'uphold':
      return task.state !== 'open.returned' || !isOneOf(task.senders, doer);
    default:
      return true;
  }
}

function isOneOf(askers: readonly string[], { principal, onBehalfOf }: Doer): boolean {
  return askers.includes(principal) || (onBehalfOf !== undefined && askers.includes(onBehalfOf));
}

/** Whether what an event says fits the task; of dates, whatever lies near is no later than any due date. */
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
    case 'requestExtension':
      return daysAhead(data['until']) > (task.extensions === 0 ? 50 : 56 + 28 * task.extensions);
    case 'requestParking':
      return daysAhead(data['reviewOn']) > 0;
    case 'resume':
      return data['condition'] === '1' || (data['condition'] === 'review' && task.parked?.reviewed === true);
    case 'transfer':
      return data['unit'] !== task.unit;
    default:
      return true;
  }
}

function sameNames(some: readonly (string | undefined)[], all: readonly string[]): boolean {
  return some.length === all.length && all.every((name) => some.includes(name));
}

/** Days from the one on which the doors open to another, roughly. */
export function daysAhead(day: unknown): number {
  return (Date.parse(`${String(day)}T00:00:00+08:00`) - Date.parse(OPENS)) / 86_400_000;
}

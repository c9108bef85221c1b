import { DUTY } from '../people.ts';
import { type Asking, disarm, isOpenSection, type NewWork, type ReformTask } from '../task.ts';

/** Events of the timers of a reform task. */
export const DUE = 'xstate.after.dueDate.reform-task.open';
export const RECEIPT = 'xstate.after.receiptLimit.reform-task.open.dispatched';
export const REVIEW = 'xstate.after.reviewDate.reform-task.parked';
export const DECISION = 'decisionLapsed';

/** Event of the timer by which a request is decided, in the state where it waits. */
export function lapseIn(state: string): string {
  return `xstate.after.decisionLimit.reform-task.${state}`;
}

/** Who has to act where that is not the owner. */
function attentionIn(state: string, { unit, parked, officer }: ReformTask): string | null {
  if (state.endsWith('.atLeader')) return `${unit}/L`;
  if (state === 'parked') return parked?.reviewed === true ? (officer ?? DUTY) : null;
  const withTaskForce = ['open.returned', 'open.ruling', 'open.claimed', 'passed'];
  return state.endsWith('.atTaskForce') || withTaskForce.includes(state) ? (officer ?? DUTY) : null;
}

/** Puts a task into a state: timers of states that it leaves are gone, those of the ones it enters are asked for. */
export function enterState(task: ReformTask, state: string): NewWork[] {
  const left = task.state;
  const leaves = (outer: string) => left.startsWith(outer) && !state.startsWith(outer);
  const enters = (outer: string) => !left.startsWith(outer) && state.startsWith(outer);
  const timers: string[] = [];
  if (leaves('open.')) disarm(task, DUE);
  if (leaves('open.dispatched')) disarm(task, RECEIPT);
  if (leaves('parked')) disarm(task, REVIEW);
  if (left !== state) disarm(task, lapseIn(left));
  if (enters('open.')) timers.push(DUE);
  if (enters('open.dispatched')) timers.push(RECEIPT);
  if (enters('parked')) timers.push(REVIEW);
  if (left !== state && /\.at(Leader|TaskForce)$/.test(state)) timers.push(lapseIn(state));
  task.state = state;
  task.attention = attentionIn(state, task);
  const counted = enters('open.') ? recounted(task) : [];
  return [...timers.map((event): NewWork => ({ kind: 'timer', event, due: false })), ...counted];
}

/** Asks for the due date that a corrected limit comes to, where one runs. */
export function recounted(task: ReformTask): NewWork[] {
  const held = ['open.claimed', 'open.returned', 'open.ruling'].includes(task.state);
  if (task.recount === null || held || !task.state.startsWith('open.')) return [];
  task.recount = {};
  return [{ ...ask('resetDeadline'), about: task.recount }];
}

/** An officer has it from now on, or the queue that all share. */
export function passTo(task: ReformTask, officer: string | null): void {
  task.officer = officer;
  if (task.unit === null) task.owner = officer ?? DUTY;
  task.attention = attentionIn(task.state, task);
}

/** Leaves a state and enters it, or another, anew, with every timer that hangs on it. */
export function reenter(task: ReformTask, state: string): NewWork[] {
  disarm(task, DUE, RECEIPT);
  task.state = '';
  return enterState(task, state);
}

export function ask(name: Asking): Extract<NewWork, { readonly kind: 'ask' }> {
  return { kind: 'ask', name };
}

export function recall(child: string): NewWork {
  return { kind: 'signal', to: child, event: 'recall', child };
}

/** Tells the sections still at work. */
export function tellSections({ sections }: ReformTask, event: string): NewWork[] {
  return sections.filter(isOpenSection).map(({ id }) => ({ kind: 'signal', to: id, event, child: id }));
}

import { type Doer, disarm, type NewWork, type ReformTask, record, type Work } from '../task.ts';
import { isProlonged, isTakenUp } from './reform-allowed.ts';
import { askToDecide, closeRequest, decided, dropSections } from './reform-rules.ts';
import {
  DECISION,
  DUE,
  enterState,
  lapseIn,
  RECEIPT,
  REVIEW,
  reenter,
  tellSections,
} from './reform-states.ts';

const HELD = ['open.claimed', 'open.returned', 'open.ruling'];

/** Routing has answered: one unit, or null where a person must say. Only for tasks that wait for it. */
export function routeReform(task: ReformTask, unit: string | null, engine: Doer): void {
  const ruling = task.state === 'open.ruling';
  if (unit === null) {
    const asked: NewWork[] = task.state === 'routing' ? [askToDecide(task)] : [];
    enterState(task, ruling ? 'open.returned' : 'triage');
    record(task, 'routingFailed', engine, asked);
    return;
  }
  decided(task);
  task.unit = unit;
  task.owner = `${unit}/A`;
  task.lapsed = { receipt: false, due: false, decision: false };
  task.ruled ||= ruling;
  task.received = false;
  task.extensions = 0;
  task.countedLimit = task.recount === null ? task.limit : null;
  record(task, 'routed', engine, reenter(task, 'open.dispatched'));
}

/** What the engine answers to a task that asked, if the task still takes it. */
export function answerReform(
  task: ReformTask,
  { name, about, until, unit }: Extract<Work, { readonly kind: 'ask' }>,
  taken: readonly string[],
  engine: Doer,
): void {
  const answer = (type: string, change: () => readonly NewWork[]) => {
    if (taken.includes(type)) record(task, type, engine, change());
  };
  switch (name) {
    case 'limitDecision':
      if (about !== task.deciding) return;
      return answer('decisionLimitSet', () => {
        disarm(task, DECISION);
        return [{ kind: 'timer', event: DECISION, due: false }];
      });
    case 'armSendBack':
    case 'limitUrge':
    case 'countUrge':
      return answer('rungsSet', () => []);
    case 'assessRequest':
      if (about !== task.request) return;
      return isTakenUp(task, task.request?.kind, until)
        ? answer('requestAssessed', () => enterState(task, task.state.replace('assessing', 'atLeader')))
        : answer('requestRefused', () => closeRequest(task, 'refused'));
    case 'assessProlongation':
      if (task.parked === null || about !== task.parked.prolonging) return;
      return isProlonged(task, until)
        ? answer('parkingProlonged', () => prolonged(task))
        : answer('prolongationRefused', () => ((task.parked = settled(task.parked)), []));
    case 'resetDeadline':
      if (about === undefined) return answer('deadlineSet', () => resumed(task));
      if (about !== task.recount || !task.state.startsWith('open.')) return;
      record(task, 'deadlineSet', engine, redated(task));
      return;
    case 'resolveTransfer':
      if (about !== task.transfer) return;
      return unit === null || unit === undefined
        ? answer('transferFailed', () => ((task.transfer = null), []))
        : answer('transferred', () => transferred(task, unit));
  }
}

function settled(parked: ReformTask['parked']): ReformTask['parked'] {
  return parked && { ...parked, prolonging: null };
}

/** Parked on: the state is entered anew, and with it the timer of the next review. */
function prolonged(task: ReformTask): readonly NewWork[] {
  const { parked } = task;
  if (parked === null) return [];
  task.parked = { ...parked, reviewed: false, prolonged: parked.prolonged + 1, prolonging: null };
  decided(task);
  disarm(task, REVIEW);
  task.state = '';
  return enterState(task, 'parked');
}

/** The due date of a corrected limit. */
function redated(task: ReformTask): readonly NewWork[] {
  task.recount = null;
  if (task.limit !== task.countedLimit) task.moves++;
  task.countedLimit = task.limit;
  task.lapsed = { ...task.lapsed, due: false };
  disarm(task, DUE);
  return [{ kind: 'timer', event: DUE, due: false }, ...tellSections(task, 'redated')];
}

function resumed(task: ReformTask): readonly NewWork[] {
  const upheld = task.parked === null;
  task.ruled ||= upheld;
  task.parked = null;
  task.lapsed = { receipt: task.received && task.lapsed.receipt, due: false, decision: false };
  const woken = task.received ? tellSections(task, 'redated') : [];
  return [...woken, ...enterState(task, task.received ? 'open.working.handling' : 'open.dispatched')];
}

function transferred(task: ReformTask, unit: string): readonly NewWork[] {
  const recalled = tellSections(task, 'recall');
  dropSections(task);
  task.transfers++;
  task.transfer = null;
  task.unit = unit;
  task.owner = `${unit}/A`;
  task.received = false;
  task.request = null;
  task.lapsed = { ...task.lapsed, receipt: false };
  disarm(task, RECEIPT, lapseIn(task.state));
  task.state = 'open.';
  return [...recalled, ...enterState(task, 'open.dispatched')];
}

/** A timer has fired. */
export function reformTimer(task: ReformTask, event: string, engine: Doer): void {
  const fired = (asked: readonly NewWork[] = []) => record(task, event, engine, asked);
  switch (event) {
    case DUE:
      // Noted once, and not of a unit whose clock stands still while the task force decides.
      if (task.lapsed.due || HELD.includes(task.state)) return;
      task.lapsed.due = true;
      return fired();
    case RECEIPT:
      // Noted once, however often the task comes back to waiting for receipt.
      if (task.lapsed.receipt) return;
      task.lapsed.receipt = true;
      return fired();
    case DECISION:
      task.lapsed.decision = true;
      return fired();
    case REVIEW:
      if (task.parked !== null) task.parked.reviewed = true;
      enterState(task, 'parked');
      return fired([askToDecide(task)]);
    default:
      return fired(closeRequest(task, 'lapsed'));
  }
}
